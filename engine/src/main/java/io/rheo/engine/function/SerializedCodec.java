package io.rheo.engine.function;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.List;

/**
 * Objects of a class that is {@code Serializable}. Only classes of the JDK's basic packages and of
 * the function's own class loader are read: a snapshot shall not choose which code runs.
 */
final class SerializedCodec {
  private static final List<String> PACKAGES =
      List.of("java.lang.", "java.util.", "java.math.", "java.time.");

  private SerializedCodec() {}

  static AccumulatorCodec of(Class<?> type) {
    return AccumulatorCodec.nullable(
        (value, out) -> AccumulatorCodecs.writeBytes(bytes(value), out),
        in -> object(in, type.getClassLoader()));
  }

  private static byte[] bytes(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  private static Object object(DataInput data, ClassLoader loader) throws IOException {
    InputStream bytes = new ByteArrayInputStream(AccumulatorCodecs.readBytes(data));
    try (ObjectInputStream in = new UserObjects(bytes, loader)) {
      in.setObjectInputFilter(info -> allowed(info.serialClass(), loader));
      return in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  private static ObjectInputFilter.Status allowed(Class<?> type, ClassLoader loader) {
    if (type == null) {
      return ObjectInputFilter.Status.UNDECIDED;
    }
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    String name = element.getName();
    boolean allowed =
        element.isPrimitive()
            || (loader != null && element.getClassLoader() == loader)
            || PACKAGES.stream().anyMatch(name::startsWith);
    return allowed ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
  }

  /** Finds classes where the function's class is. */
  private static final class UserObjects extends ObjectInputStream {
    private final ClassLoader loader;

    UserObjects(InputStream in, ClassLoader loader) throws IOException {
      super(in);
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(type.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(type); // a primitive type
      }
    }
  }
}
