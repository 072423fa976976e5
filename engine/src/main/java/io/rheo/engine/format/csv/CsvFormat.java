package io.rheo.engine.format.csv;

import io.rheo.engine.format.Format;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;

/**
 * Comma-separated values as in RFC 4180, with Flink's options. An empty unquoted field is NULL,
 * {@code ""} is the empty string. Columns are found by position.
 */
public final class CsvFormat implements Format {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public RecordDecoder decoder(Options options, RowType record, int[] targets) {
    record.fields().forEach(CsvFormat::check);
    return new CsvDecoder(CsvOptions.of(options), record, targets);
  }

  @Override
  public RecordEncoder encoder(Options options, RowType record) {
    record.fields().forEach(CsvFormat::check);
    return new CsvEncoder(CsvOptions.of(options), record);
  }

  private static void check(Field field) {
    DataType type = field.type();
    boolean fits =
        switch (type.name()) {
          case MAP -> false;
          case ARRAY, ROW ->
              type.children().stream().allMatch(child -> child.type().storage() != Storage.OBJECT);
          default -> true;
        };
    if (!fits) {
      throw new OptionException(
          Kind.INVALID,
          "format",
          "column '" + field.name() + "' of type " + type + " does not fit into format 'csv'",
          "a field of CSV holds a single value, or a flat ARRAY or ROW",
          "use 'format' = 'json'");
    }
  }
}
