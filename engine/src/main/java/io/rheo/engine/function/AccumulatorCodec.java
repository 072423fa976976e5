package io.rheo.engine.function;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;

/** Writes the values of a Java type, and reads them. Two codecs of one type write the same. */
interface AccumulatorCodec {
  /** Writes a value, or {@code null}. */
  void write(Object value, DataOutput out) throws IOException;

  /** Reads what {@link #write} wrote. */
  Object read(DataInput in) throws IOException;

  /** The codec of a type. Throws a {@link FunctionClassException} if it cannot be written. */
  static AccumulatorCodec of(Type type) {
    return new AccumulatorCodecs(new HashMap<>()).of(type);
  }

  /** Writes a value that is not {@code null}. */
  @FunctionalInterface
  interface Writer {
    void write(Object value, DataOutput out) throws IOException;
  }

  /** Reads a value that is not {@code null}. */
  @FunctionalInterface
  interface Reader {
    Object read(DataInput in) throws IOException;
  }

  /** A codec that marks {@code null} by a byte. */
  static AccumulatorCodec nullable(Writer writer, Reader reader) {
    return new AccumulatorCodec() {
      @Override
      public void write(Object value, DataOutput out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
          writer.write(value, out);
        }
      }

      @Override
      public Object read(DataInput in) throws IOException {
        return in.readBoolean() ? reader.read(in) : null;
      }
    };
  }

  /** A codec that is known later: a type may have members of its own type. */
  static AccumulatorCodec later(Map<Type, AccumulatorCodec> codecs, Type type) {
    return nullable(
        (value, out) -> codecs.get(type).write(value, out), in -> codecs.get(type).read(in));
  }
}
