package io.rheo.engine.state;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads what a {@link StateWriter} wrote, in the same order. */
public final class StateReader {
  private final DataInputStream in;

  public StateReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  public int getInt() throws IOException {
    return in.readInt();
  }

  public long getLong() throws IOException {
    return in.readLong();
  }

  public long[] getLongs() throws IOException {
    long[] values = new long[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
    return values;
  }

  public int[] getInts() throws IOException {
    int[] values = new int[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readInt();
    }
    return values;
  }

  public byte[] getBytes() throws IOException {
    byte[] values = new byte[in.readInt()];
    in.readFully(values);
    return values;
  }
}
