package io.rheo.engine.connector.datagen;

import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.IntBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.DataType;
import java.util.SplittableRandom;

/** The whole numbers from {@code start} to {@code end}, one a row; then the rows end. */
final class Sequence implements Generator {
  private final DataType type;
  private final long start;
  private final long end;

  private Sequence(DataType type, long start, long end) {
    this.type = type;
    this.start = start;
    this.end = end;
  }

  static Sequence of(Options options, DataType type) {
    boolean fits =
        switch (type.name()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, CHAR, VARCHAR -> true;
          case BOOLEAN,
              DECIMAL,
              BINARY,
              VARBINARY,
              DATE,
              TIME,
              TIMESTAMP,
              TIMESTAMP_LTZ,
              INTERVAL_YEAR_MONTH,
              INTERVAL_DAY_TIME,
              ARRAY,
              MAP,
              ROW ->
              false;
        };
    if (!fits) {
      throw Generators.wrongKind(options, type);
    }
    options.require("start", "1");
    options.require("end", "1000");
    long start = options.getLong("start", 0);
    long end = options.getLong("end", 0);
    if (start > end || end - start < 0 || !holds(type, start) || !holds(type, end)) {
      throw options.invalid(
          "end", "'start' must not exceed 'end', and both must fit the type", "correct the range");
    }
    return new Sequence(type, start, end);
  }

  private static boolean holds(DataType type, long number) {
    return switch (type.name()) {
      case TINYINT -> number == (byte) number;
      case SMALLINT -> number == (short) number;
      case INTEGER -> number == (int) number;
      case FLOAT -> Math.abs(number) <= 1 << 24; // beyond, neighbours are the same FLOAT
      case DOUBLE -> Math.abs(number) <= 1L << 53;
      default -> true;
    };
  }

  @Override
  public void append(SplittableRandom random, long row, long nowMillis, ColumnBuilder out) {
    long value = start + row;
    switch (type.storage()) {
      case INT -> ((IntBuilder) out).append((int) value);
      case LONG -> ((LongBuilder) out).append(value);
      case DOUBLE -> ((DoubleBuilder) out).append((double) value);
      default -> ((BytesBuilder) out).append(Long.toString(value));
    }
  }

  @Override
  public long rowLimit() {
    return end - start == Long.MAX_VALUE ? Long.MAX_VALUE : end - start + 1;
  }
}
