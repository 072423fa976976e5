package io.rheo.engine.codegen;

import io.rheo.engine.codegen.kernel.ArrayTests;
import io.rheo.engine.codegen.kernel.Calendars;
import io.rheo.engine.codegen.kernel.DateFormat;
import io.rheo.engine.codegen.kernel.DateFormats;
import io.rheo.engine.codegen.kernel.Decimals;
import io.rheo.engine.codegen.kernel.Digests;
import io.rheo.engine.codegen.kernel.Encodings;
import io.rheo.engine.codegen.kernel.FlaggedRegexes;
import io.rheo.engine.codegen.kernel.Int128;
import io.rheo.engine.codegen.kernel.JsonPaths;
import io.rheo.engine.codegen.kernel.JsonShape;
import io.rheo.engine.codegen.kernel.JsonTexts;
import io.rheo.engine.codegen.kernel.Library;
import io.rheo.engine.codegen.kernel.LikePattern;
import io.rheo.engine.codegen.kernel.Lists;
import io.rheo.engine.codegen.kernel.LongSet;
import io.rheo.engine.codegen.kernel.Maths;
import io.rheo.engine.codegen.kernel.Nested;
import io.rheo.engine.codegen.kernel.NumberFormats;
import io.rheo.engine.codegen.kernel.Numbers;
import io.rheo.engine.codegen.kernel.Periods;
import io.rheo.engine.codegen.kernel.Quotes;
import io.rheo.engine.codegen.kernel.Regex;
import io.rheo.engine.codegen.kernel.Regexes;
import io.rheo.engine.codegen.kernel.RowException;
import io.rheo.engine.codegen.kernel.Sequences;
import io.rheo.engine.codegen.kernel.Slice;
import io.rheo.engine.codegen.kernel.SliceSet;
import io.rheo.engine.codegen.kernel.TextEdits;
import io.rheo.engine.codegen.kernel.TextParts;
import io.rheo.engine.codegen.kernel.TextReader;
import io.rheo.engine.codegen.kernel.TextTests;
import io.rheo.engine.codegen.kernel.TextWriter;
import io.rheo.engine.codegen.kernel.Texts;
import io.rheo.engine.codegen.kernel.TimeBins;
import io.rheo.engine.codegen.kernel.Times;
import io.rheo.engine.codegen.kernel.Urls;
import io.rheo.engine.codegen.kernel.Zones;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.ObjectColumn;
import java.util.List;
import java.util.stream.Collectors;

/** The classes that generated code calls by their simple names. */
final class Imports {
  static final String TEXT =
      List.of(
              StageCode.class,
              Batch.class,
              Column.class,
              BooleanColumn.class,
              IntColumn.class,
              LongColumn.class,
              DoubleColumn.class,
              Decimal128Column.class,
              BytesColumn.class,
              ObjectColumn.class,
              DateFormat.class,
              DateFormats.class,
              Decimals.class,
              Digests.class,
              Encodings.class,
              Int128.class,
              JsonPaths.class,
              JsonShape.class,
              JsonTexts.class,
              Library.class,
              LikePattern.class,
              ArrayTests.class,
              Calendars.class,
              FlaggedRegexes.class,
              Lists.class,
              Sequences.class,
              LongSet.class,
              Maths.class,
              Nested.class,
              NumberFormats.class,
              Numbers.class,
              Periods.class,
              Quotes.class,
              Regex.class,
              Regexes.class,
              RowException.class,
              Slice.class,
              SliceSet.class,
              TextEdits.class,
              TextParts.class,
              TextReader.class,
              TextTests.class,
              TextWriter.class,
              Texts.class,
              TimeBins.class,
              Times.class,
              Urls.class,
              Zones.class)
          .stream()
          .map(imported -> "import " + imported.getName() + ";\n")
          .collect(Collectors.joining());

  private Imports() {}
}
