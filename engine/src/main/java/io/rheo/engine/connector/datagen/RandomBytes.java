package io.rheo.engine.connector.datagen;

import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.SplittableRandom;

/** Texts of hexadecimal digits, or any bytes, of a given length. */
final class RandomBytes implements Generator {
  private static final int DEFAULT_LENGTH = 100;
  private static final int MAX_LENGTH = 1024 * 1024;
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final boolean isText;
  private final int minLength;
  private final int length;

  private RandomBytes(boolean isText, int minLength, int length) {
    this.isText = isText;
    this.minLength = minLength;
    this.length = length;
  }

  static RandomBytes of(Options options, DataType type) {
    boolean fixed = type.name() == TypeName.CHAR || type.name() == TypeName.BINARY;
    int otherwise = fixed ? type.precision() : Math.min(DEFAULT_LENGTH, type.precision());
    int length = options.getInt("length", otherwise);
    if (length < 0 || length > Math.min(MAX_LENGTH, type.precision())) {
      throw options.invalid(
          "length", "it must fit the type " + type, "write a length up to " + otherwise);
    }
    boolean varying = options.getBoolean("var-len", false);
    if (varying && fixed) {
      throw options.invalid("var-len", type + " has a fixed length", "leave the option out");
    }
    boolean isText = type.name() == TypeName.CHAR || type.name() == TypeName.VARCHAR;
    return new RandomBytes(isText, varying ? Math.min(1, length) : length, length);
  }

  @Override
  public void append(SplittableRandom random, long row, long nowMillis, ColumnBuilder out) {
    int size = minLength == length ? length : random.nextInt(minLength, length + 1);
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    if (isText) {
      for (int i = 0; i < size; i++) {
        bytes[i] = DIGITS[bytes[i] & 15];
      }
    }
    ((BytesBuilder) out).append(bytes);
  }
}
