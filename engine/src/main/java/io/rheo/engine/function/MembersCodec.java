package io.rheo.engine.function;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A record by its components, or an object of a class by its fields, field after field. */
final class MembersCodec {
  private final Constructor<?> maker;
  private final boolean isRecord;
  private final List<Field> fields;
  private final List<AccumulatorCodec> codecs = new ArrayList<>();

  private MembersCodec(Class<?> type, AccumulatorCodecs all) throws ReflectiveOperationException {
    isRecord = type.isRecord();
    fields = fields(type);
    maker = type.getDeclaredConstructor(isRecord ? componentTypes(type) : new Class<?>[0]);
    maker.setAccessible(true);
    for (Field field : fields) {
      field.setAccessible(true);
      codecs.add(all.of(field.getGenericType()));
    }
  }

  /** The codec of a class. Throws a {@link FunctionClassException} if a member cannot be saved. */
  static AccumulatorCodec of(Class<?> type, AccumulatorCodecs all) {
    try {
      MembersCodec codec = new MembersCodec(type, all);
      return AccumulatorCodec.nullable(codec::write, codec::read);
    } catch (ReflectiveOperationException e) {
      throw new FunctionClassException(
          "an accumulator of " + type.getName() + " cannot be saved: " + e, "make it public", e);
    }
  }

  /** Those of super-classes first. */
  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    if (type.getSuperclass() != Object.class && type.getSuperclass() != Record.class) {
      fields.addAll(fields(type.getSuperclass()));
    }
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (Modifier.isStatic(modifiers) || Modifier.isTransient(modifiers)) {
        continue;
      }
      fields.add(field);
    }
    return fields;
  }

  private static Class<?>[] componentTypes(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getType)
        .toArray(Class<?>[]::new);
  }

  private void write(Object value, DataOutput out) throws IOException {
    try {
      for (int i = 0; i < codecs.size(); i++) {
        codecs.get(i).write(fields.get(i).get(value), out);
      }
    } catch (IllegalAccessException e) {
      throw new IOException(e);
    }
  }

  private Object read(DataInput in) throws IOException {
    Object[] values = new Object[codecs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = codecs.get(i).read(in);
    }
    try {
      if (isRecord) {
        return maker.newInstance(values);
      }
      Object object = maker.newInstance();
      for (int i = 0; i < values.length; i++) {
        fields.get(i).set(object, values[i]);
      }
      return object;
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
  }
}
