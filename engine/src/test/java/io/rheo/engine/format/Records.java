package io.rheo.engine.format;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.RowType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Decodes single records for tests. */
public final class Records {
  private Records() {}

  public static int[] allOf(RowType type) {
    return IntStream.range(0, type.size()).toArray();
  }

  /** Options given as keys and values in turn, without the format's prefix. */
  public static Options options(String... keysAndValues) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new Options("test", map);
  }

  /** The row that a record holds, as text; or {@code bad: } and the reason. */
  public static String decode(RecordDecoder decoder, RowType type, String record) {
    return decode(decoder, type, record.getBytes(StandardCharsets.UTF_8));
  }

  /** The row that a record holds, as text; or {@code bad: } and the reason. */
  public static String decode(RecordDecoder decoder, RowType type, byte[] record) {
    BatchBuilder rows = new BatchBuilder(type);
    byte[] padded = Arrays.copyOf(record, record.length + RecordDecoder.PADDING);
    String reason = decoder.decode(padded, 0, record.length, rows);
    if (reason != null) {
      return "bad: " + reason;
    }
    rows.endRow();
    for (int column = 0; column < type.size(); column++) {
      if (rows.column(column).size() != 1) {
        throw new AssertionError("column " + column + " has no entry");
      }
    }
    return CollectingOutput.text(rows.build(), type, 0);
  }
}
