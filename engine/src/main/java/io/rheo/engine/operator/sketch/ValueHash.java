package io.rheo.engine.operator.sketch;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.ObjectColumn;
import io.rheo.engine.state.ValueCodec;
import io.rheo.engine.type.DataType;

/**
 * 64-bit hashes of the values of a column that are not NULL. Values that are equal in SQL have the
 * same hash, so there is one zero and one NaN; numbers of up to 64 bits that differ have different
 * hashes, other values that differ have the same one with a probability of 2^-64. Nothing is
 * allocated but for nested values.
 */
@FunctionalInterface
public interface ValueHash {
  /** The hash of one row. */
  long of(Column column, int row);

  /** The hashes of values of a type. */
  static ValueHash ofType(DataType type) {
    Hasher64 bytes = Hashing.komihash5_0();
    return switch (type.storage()) {
      case BOOLEAN -> (column, row) -> mix(((BooleanColumn) column).values()[row]);
      case INT -> (column, row) -> mix(((IntColumn) column).values()[row]);
      case LONG -> (column, row) -> mix(((LongColumn) column).values()[row]);
      case DOUBLE ->
          (column, row) -> // -0.0 + 0.0 is 0.0
          mix(Double.doubleToLongBits(((DoubleColumn) column).values()[row] + 0.0));
      case DECIMAL128 ->
          (column, row) -> {
            Decimal128Column decimals = (Decimal128Column) column;
            return bytes.hashLongLongToLong(decimals.high()[row], decimals.low()[row]);
          };
      case BYTES ->
          (column, row) -> {
            BytesColumn slices = (BytesColumn) column;
            return bytes.hashBytesToLong(
                slices.bytes(), slices.starts()[row], slices.lengths()[row]);
          };
      case OBJECT -> {
        ValueCodec codec = new ValueCodec(type);
        yield (column, row) ->
            bytes.hashBytesToLong(codec.toBytes(((ObjectColumn) column).values()[row]));
      }
    };
  }

  /** A hash of two hashes in their order. */
  static long combine(long first, long second) {
    return mix(first * 31 + second);
  }

  /**
   * Spreads the bits of a number over all of the result, one to one: the finalizer of SplitMix64
   * (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
   */
  private static long mix(long number) {
    long hash = number + 0x9E3779B97F4A7C15L;
    hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
    return hash ^ hash >>> 31;
  }
}
