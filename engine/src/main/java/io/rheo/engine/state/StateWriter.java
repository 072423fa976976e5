package io.rheo.engine.state;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes an operator's state, field after field. */
public final class StateWriter {
  private final DataOutputStream out;

  public StateWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  public void putInt(int value) throws IOException {
    out.writeInt(value);
  }

  public void putLong(long value) throws IOException {
    out.writeLong(value);
  }

  /** Writes the first {@code count} numbers and their count. */
  public void putLongs(long[] values, int count) throws IOException {
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      out.writeLong(values[i]);
    }
  }

  /** Writes the first {@code count} numbers and their count. */
  public void putInts(int[] values, int count) throws IOException {
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      out.writeInt(values[i]);
    }
  }

  /** Writes the first {@code count} bytes and their count. */
  public void putBytes(byte[] values, int count) throws IOException {
    out.writeInt(count);
    out.write(values, 0, count);
  }
}
