package io.rheo.engine.connector.datagen;

import io.rheo.engine.column.BooleanBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.DateTimes;
import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.IntBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.SplittableRandom;

/** Chooses the generator of a column by its options {@code fields.<column>.*} and its type. */
final class Generators {
  private static final long MAX_INTERVAL_MONTHS = 120_000;
  private static final long MAX_INTERVAL_DAYS = 10_000;

  private Generators() {}

  private enum Kind {
    RANDOM,
    SEQUENCE
  }

  static Generator of(Options options, DataType type) {
    return switch (options.getChoice("kind", Kind.class, Kind.RANDOM)) {
      case SEQUENCE -> Sequence.of(options, type);
      case RANDOM -> withNulls(options, type, random(options, type));
    };
  }

  private static Generator withNulls(Options options, DataType type, Generator values) {
    double rate = real(options, "null-rate", BigDecimal.ZERO).doubleValue();
    if (rate < 0 || rate > 1 || (rate > 0 && !type.nullable())) {
      throw options.invalid(
          "null-rate",
          "it must be from 0 to 1, and 0 for a column that is NOT NULL",
          "write for example '0.1'");
    }
    if (rate == 0) {
      return values;
    }
    return (random, row, nowMillis, out) -> {
      if (random.nextDouble() < rate) {
        out.appendNull();
      } else {
        values.append(random, row, nowMillis, out);
      }
    };
  }

  private static Generator random(Options options, DataType type) {
    return switch (type.name()) {
      case BOOLEAN ->
          (random, row, nowMillis, out) ->
              ((BooleanBuilder) out).append((byte) (random.nextInt() & 1));
      case TINYINT -> whole(options, type, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> whole(options, type, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> whole(options, type, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> whole(options, type, Long.MIN_VALUE, Long.MAX_VALUE);
      case INTERVAL_YEAR_MONTH -> whole(options, type, 0, MAX_INTERVAL_MONTHS);
      case INTERVAL_DAY_TIME ->
          whole(options, type, 0, MAX_INTERVAL_DAYS * DateTimes.MILLIS_PER_DAY);
      case FLOAT -> floating(options, -Float.MAX_VALUE, Float.MAX_VALUE, true);
      case DOUBLE -> floating(options, -Double.MAX_VALUE, Double.MAX_VALUE, false);
      case DECIMAL -> RandomDecimal.of(options, type);
      case CHAR, VARCHAR, BINARY, VARBINARY -> RandomBytes.of(options, type);
      case DATE ->
          (random, row, nowMillis, out) ->
              ((IntBuilder) out).append((int) Math.floorDiv(nowMillis, DateTimes.MILLIS_PER_DAY));
      case TIME ->
          (random, row, nowMillis, out) -> {
            long millis = Math.floorMod(nowMillis, DateTimes.MILLIS_PER_DAY);
            ((IntBuilder) out).append((int) DateTimes.truncateMillis(millis, type.precision()));
          };
      case TIMESTAMP, TIMESTAMP_LTZ -> past(options, type);
      case ARRAY, MAP, ROW -> RandomNested.of(options, type);
    };
  }

  private static Generator whole(Options options, DataType type, long least, long most) {
    long min = options.getLong("min", least);
    long max = options.getLong("max", most);
    checkRange(options, min <= max);
    checkRange(options, min >= least && max <= most);
    boolean isInt = type.storage() == Storage.INT;
    return (random, row, nowMillis, out) -> {
      long value = between(random, min, max);
      if (isInt) {
        ((IntBuilder) out).append((int) value);
      } else {
        ((LongBuilder) out).append(value);
      }
    };
  }

  /** Evenly from {@code min} to {@code max}, both included. */
  static long between(SplittableRandom random, long min, long max) {
    return max == Long.MAX_VALUE
        ? (min == Long.MIN_VALUE ? random.nextLong() : random.nextLong(min - 1, max) + 1)
        : random.nextLong(min, max + 1);
  }

  private static Generator floating(Options options, double least, double most, boolean isFloat) {
    double min = real(options, "min", new BigDecimal(least)).doubleValue();
    double max = real(options, "max", new BigDecimal(most)).doubleValue();
    checkRange(options, min <= max && min >= least && max <= most);
    return (random, row, nowMillis, out) -> {
      double share = random.nextDouble();
      double value = min * (1 - share) + max * share; // max - min may overflow
      ((DoubleBuilder) out).append(isFloat ? (float) value : value);
    };
  }

  /** Now, or up to {@code max-past} earlier. */
  private static Generator past(Options options, DataType type) {
    long maxPastMillis = options.getDuration("max-past", Duration.ZERO).toMillis();
    return (random, row, nowMillis, out) -> {
      long past = maxPastMillis == 0 ? 0 : random.nextLong(maxPastMillis + 1);
      ((LongBuilder) out).append(DateTimes.truncateMillis(nowMillis - past, type.precision()));
    };
  }

  /** The number that an option holds. */
  static BigDecimal real(Options options, String key, BigDecimal otherwise) {
    return options
        .find(key)
        .map(
            text -> {
              try {
                return new BigDecimal(text.strip());
              } catch (NumberFormatException e) {
                throw options.invalid(key, "it must be a number", "write for example '1.5'");
              }
            })
        .orElse(otherwise);
  }

  static void checkRange(Options options, boolean fine) {
    if (!fine) {
      String key = options.find("max").isPresent() ? "max" : "min";
      throw options.invalid(
          key, "'min' must not exceed 'max', and both must fit the type", "correct the range");
    }
  }

  static OptionException wrongKind(Options options, DataType type) {
    return options.invalid(
        "kind", "there are no sequences of " + type, "leave it out, or write 'random'");
  }

  /** One value in boxed form, for nested ones. */
  static Object boxed(
      Generator generator, DataType type, SplittableRandom random, long row, long nowMillis) {
    ColumnBuilder one = ColumnBuilder.of(type);
    generator.append(random, row, nowMillis, one);
    return BoxedValues.get(one.build(), type, 0);
  }
}
