package io.rheo.engine.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes. */
public final class ByteSink {
  private byte[] bytes = new byte[256];
  private int size;

  public void put(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  public void put(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** Appends the text in UTF-8. */
  public void put(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    put(encoded, 0, encoded.length);
  }

  /** Appends text that is known to be ASCII. */
  public void putAscii(CharSequence text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size + i] = (byte) text.charAt(i);
    }
    size += length;
  }

  /** Appends the number in decimal digits. */
  public void putLong(long number) {
    reserve(20);
    long rest = number;
    if (number < 0) {
      bytes[size++] = '-';
    } else {
      rest = -number; // negative numbers, because there is one more of them
    }
    int digits = 1;
    for (long bound = rest / 10; bound != 0; bound /= 10) {
      digits++;
    }
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  public int size() {
    return size;
  }

  /** The array itself; only its first {@link #size} bytes count. */
  public byte[] array() {
    return bytes;
  }

  public byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  public void clear() {
    size = 0;
  }

  private void reserve(int length) {
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, length), bytes.length * 2));
    }
  }
}
