package io.rheo.engine.codegen;

import io.rheo.engine.codegen.kernel.RowException;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.ObjectColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;

/** Runs the generated loop of one computed column and makes a column of what it wrote. */
final class ColumnComputer {
  private final int index;
  private final Computation computation;
  private final StageCode code;
  private final Storage storage;
  private final int[] columns;
  private final int[] direct;
  private final int[] shared;
  private final BytesBuilder bytes = new BytesBuilder();

  ColumnComputer(int index, Computation computation, StageCode code) {
    this.index = index;
    this.computation = computation;
    this.code = code;
    storage = computation.expr().type().storage();
    columns = computation.columns().stream().mapToInt(Integer::intValue).toArray();
    direct = computation.direct().stream().mapToInt(Integer::intValue).toArray();
    shared = computation.shared().stream().mapToInt(Integer::intValue).toArray();
    bytes.adoptBuffers(); // parts of an input column's texts are not copied
  }

  DataType type() {
    return computation.expr().type();
  }

  static boolean anyNulls(Batch input, int[] columns) {
    for (int column : columns) {
      if (input.column(column).hasNulls()) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param rows the input rows to compute for; {@code null} if these are all
   * @param computed the columns computed before this one
   */
  Column compute(Batch input, int[] rows, int count, Column[] computed, BadRows badRows) {
    boolean nulls = anyNulls(input, direct) || sharedHasNulls(computed);
    boolean mask = nulls && computation.masked();
    boolean general = nulls && !mask;
    allocate(count, general || computation.mayBeNull());
    try {
      code.compute(index, general, 0, count);
    } catch (ArithmeticException | RowException e) {
      mask = false;
      allocate(count, nulls || computation.mayBeNull());
      computeOneByOne(nulls, count, badRows);
    }
    if (mask) {
      code.validity = maskOf(input, rows, count);
      ZeroFill.nulls(code, storage);
    }
    return column(count);
  }

  private boolean sharedHasNulls(Column[] computed) {
    for (int i : shared) {
      if (computed[i].hasNulls()) {
        return true;
      }
    }
    return false;
  }

  /** The loop met a bad row: finds out which, on a path that may be slow. */
  private void computeOneByOne(boolean nulls, int count, BadRows badRows) {
    for (int row = 0; row < count; row++) {
      if (!badRows.contains(row)) {
        try {
          code.compute(index, nulls, row, row + 1);
        } catch (ArithmeticException | RowException e) {
          badRows.add(row, count, e, computation.expr());
        }
      }
      if (storage == Storage.BYTES && bytes.size() == row) {
        bytes.append(new byte[0]);
      }
    }
  }

  private long[] maskOf(Batch input, int[] rows, int count) {
    long[] mask = null;
    for (int column : columns) {
      long[] validity = input.column(column).validity();
      long[] bits =
          rows == null
              ? Validity.slice(validity, 0, count)
              : Validity.gather(validity, rows, count);
      mask = Validity.and(mask, bits);
    }
    return mask;
  }

  private void allocate(int count, boolean mayBeNull) {
    code.validity = mayBeNull && storage != Storage.BYTES ? Validity.allSet(count) : null;
    switch (storage) {
      case BOOLEAN -> code.booleans = new byte[count];
      case INT -> code.ints = new int[count];
      case LONG -> code.longs = new long[count];
      case DOUBLE -> code.doubles = new double[count];
      case DECIMAL128 -> {
        code.longs = new long[count];
        code.lows = new long[count];
      }
      case OBJECT -> code.objects = new Object[count];
      case BYTES -> {
        bytes.truncate(0);
        code.bytes = bytes;
      }
    }
  }

  private Column column(int count) {
    long[] validity = code.validity == null ? null : Validity.slice(code.validity, 0, count);
    return switch (storage) {
      case BOOLEAN -> new BooleanColumn(code.booleans, validity);
      case INT -> new IntColumn(code.ints, validity);
      case LONG -> new LongColumn(code.longs, validity);
      case DOUBLE -> new DoubleColumn(code.doubles, validity);
      case DECIMAL128 -> new Decimal128Column(code.longs, code.lows, validity);
      case OBJECT -> new ObjectColumn(code.objects, validity);
      case BYTES -> bytes.build();
    };
  }
}
