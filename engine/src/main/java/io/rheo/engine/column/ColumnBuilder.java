package io.rheo.engine.column;

import io.rheo.engine.type.DataType;
import java.util.Arrays;

/**
 * Grows one column entry by entry. Reusable: {@link #build} hands the arrays over and starts anew.
 */
public abstract sealed class ColumnBuilder
    permits BooleanBuilder,
        IntBuilder,
        LongBuilder,
        DoubleBuilder,
        Decimal128Builder,
        BytesBuilder,
        ObjectBuilder {
  static final int INITIAL_ROWS = 64;

  private int size;
  private long[] validity; // null as long as nothing is NULL

  /** A builder for the layout of {@code type}. */
  public static ColumnBuilder of(DataType type) {
    return switch (type.storage()) {
      case BOOLEAN -> new BooleanBuilder();
      case INT -> new IntBuilder();
      case LONG -> new LongBuilder();
      case DOUBLE -> new DoubleBuilder();
      case DECIMAL128 -> new Decimal128Builder();
      case BYTES -> new BytesBuilder();
      case OBJECT -> new ObjectBuilder();
    };
  }

  /** The number of entries appended since the last {@link #build}. */
  public final int size() {
    return size;
  }

  public final void appendNull() {
    int row = next();
    if (validity == null) {
      validity = new long[Math.max(1, Validity.words(capacity()))];
      Arrays.fill(validity, -1L);
    }
    Validity.clear(validity, row);
    clear(row);
  }

  /** Appends an entry of another column of the same layout. */
  public final void append(Column source, int row) {
    if (source.isNull(row)) {
      appendNull();
    } else {
      appendValue(source, row);
    }
  }

  /** Forgets the entries from {@code newSize} on. */
  public final void truncate(int newSize) {
    if (validity != null) {
      for (int row = newSize; row < size; row++) {
        Validity.set(validity, row);
      }
    }
    size = newSize;
  }

  /** The column of all entries; the builder is empty afterwards. */
  public final Column build() {
    long[] bits = null;
    if (validity != null) {
      bits = Validity.slice(validity, 0, size);
      validity = null;
    }
    Column column = build(bits);
    size = 0;
    return column;
  }

  /** Makes room for one entry and returns its index. */
  final int next() {
    if (size == capacity()) {
      int newCapacity = Math.max(INITIAL_ROWS, size * 2);
      grow(newCapacity);
      if (validity != null) {
        int words = validity.length;
        validity = Arrays.copyOf(validity, Validity.words(newCapacity));
        Arrays.fill(validity, words, validity.length, -1L);
      }
    }
    return size++;
  }

  abstract int capacity();

  abstract void grow(int newCapacity);

  abstract void clear(int row);

  abstract void appendValue(Column source, int row);

  abstract Column build(long[] bits);
}
