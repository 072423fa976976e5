package io.rheo.engine.function;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Finds the codec of each type that an accumulator may have.
 *
 * @param known those found so far, by type; {@code null} for one that is being made
 */
record AccumulatorCodecs(Map<Type, AccumulatorCodec> known) {
  private static final Map<Class<?>, AccumulatorCodec> SCALARS =
      Map.ofEntries(
          Map.entry(
              Boolean.class, scalar((v, o) -> o.writeBoolean((Boolean) v), DataInput::readBoolean)),
          Map.entry(Byte.class, scalar((v, o) -> o.writeByte((Byte) v), DataInput::readByte)),
          Map.entry(Short.class, scalar((v, o) -> o.writeShort((Short) v), DataInput::readShort)),
          Map.entry(
              Character.class, scalar((v, o) -> o.writeChar((Character) v), DataInput::readChar)),
          Map.entry(Integer.class, scalar((v, o) -> o.writeInt((Integer) v), DataInput::readInt)),
          Map.entry(Long.class, scalar((v, o) -> o.writeLong((Long) v), DataInput::readLong)),
          Map.entry(Float.class, scalar((v, o) -> o.writeFloat((Float) v), DataInput::readFloat)),
          Map.entry(
              Double.class, scalar((v, o) -> o.writeDouble((Double) v), DataInput::readDouble)),
          Map.entry(String.class, scalar((v, o) -> writeText(v, o), AccumulatorCodecs::readText)),
          Map.entry(
              byte[].class,
              scalar((v, o) -> writeBytes((byte[]) v, o), AccumulatorCodecs::readBytes)),
          Map.entry(
              BigDecimal.class,
              scalar(AccumulatorCodecs::writeText, in -> new BigDecimal(readText(in)))),
          Map.entry(
              BigInteger.class,
              scalar(AccumulatorCodecs::writeText, in -> new BigInteger(readText(in)))),
          Map.entry(
              LocalDate.class,
              scalar(AccumulatorCodecs::writeText, in -> LocalDate.parse(readText(in)))),
          Map.entry(
              LocalTime.class,
              scalar(AccumulatorCodecs::writeText, in -> LocalTime.parse(readText(in)))),
          Map.entry(
              LocalDateTime.class,
              scalar(AccumulatorCodecs::writeText, in -> LocalDateTime.parse(readText(in)))),
          Map.entry(
              Instant.class,
              scalar(AccumulatorCodecs::writeText, in -> Instant.parse(readText(in)))));

  private static final Map<Class<?>, Supplier<Collection<Object>>> COLLECTIONS =
      Map.ofEntries(
          Map.entry(List.class, ArrayList::new),
          Map.entry(ArrayList.class, ArrayList::new),
          Map.entry(Collection.class, ArrayList::new),
          Map.entry(Deque.class, ArrayDeque::new),
          Map.entry(Queue.class, ArrayDeque::new),
          Map.entry(ArrayDeque.class, ArrayDeque::new),
          Map.entry(Set.class, LinkedHashSet::new),
          Map.entry(HashSet.class, HashSet::new),
          Map.entry(LinkedHashSet.class, LinkedHashSet::new),
          Map.entry(SortedSet.class, TreeSet::new),
          Map.entry(TreeSet.class, TreeSet::new));

  private static final Map<Class<?>, Supplier<Map<Object, Object>>> MAPS =
      Map.of(
          Map.class, LinkedHashMap::new,
          HashMap.class, HashMap::new,
          LinkedHashMap.class, LinkedHashMap::new,
          SortedMap.class, TreeMap::new,
          NavigableMap.class, TreeMap::new,
          TreeMap.class, TreeMap::new);

  AccumulatorCodec of(Type type) {
    if (known.containsKey(type)) {
      return AccumulatorCodec.later(known, type);
    }
    known.put(type, null);
    AccumulatorCodec codec = make(type);
    known.put(type, codec);
    return codec;
  }

  private AccumulatorCodec make(Type type) {
    Class<?> java = JavaTypes.boxed(JavaTypes.erased(type));
    Type[] arguments = JavaTypes.arguments(type);
    if (java == char.class) {
      return SCALARS.get(Character.class); // no SQL type is a char, so it is not boxed above
    } else if (SCALARS.containsKey(java)) {
      return SCALARS.get(java);
    } else if (java.isArray()) {
      return array(java.getComponentType(), of(JavaTypes.component(type)));
    } else if (COLLECTIONS.containsKey(java) && arguments.length == 1) {
      return collection(COLLECTIONS.get(java), of(arguments[0]));
    } else if (MAPS.containsKey(java) && arguments.length == 2) {
      return map(MAPS.get(java), of(arguments[0]), of(arguments[1]));
    } else if (java.isRecord() || isBean(java)) {
      return MembersCodec.of(java, this);
    } else if (Serializable.class.isAssignableFrom(java)) {
      return SerializedCodec.of(java);
    }
    throw new FunctionClassException(
        "an accumulator cannot have a value of " + type.getTypeName() + ": it cannot be saved",
        "use numbers, strings, lists, maps, records or classes of these, or make it Serializable");
  }

  private static boolean isBean(Class<?> java) {
    if (java == Object.class
        || java.isInterface()
        || java.isEnum()
        || Modifier.isAbstract(java.getModifiers())) {
      return false;
    }
    for (Class<?> each = java; each != Object.class; each = each.getSuperclass()) {
      if (each.getName().startsWith("java.") || each.getName().startsWith("javax.")) {
        return false; // its fields are its own affair
      }
    }
    for (Constructor<?> constructor : java.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return true;
      }
    }
    return false;
  }

  private static AccumulatorCodec scalar(
      AccumulatorCodec.Writer writer, AccumulatorCodec.Reader reader) {
    return AccumulatorCodec.nullable(writer, reader);
  }

  private static AccumulatorCodec array(Class<?> component, AccumulatorCodec element) {
    return AccumulatorCodec.nullable(
        (array, out) -> {
          int length = Array.getLength(array);
          out.writeInt(length);
          for (int i = 0; i < length; i++) {
            element.write(Array.get(array, i), out);
          }
        },
        in -> {
          Object array = Array.newInstance(component, in.readInt());
          for (int i = 0; i < Array.getLength(array); i++) {
            Array.set(array, i, element.read(in));
          }
          return array;
        });
  }

  private static AccumulatorCodec collection(
      Supplier<Collection<Object>> maker, AccumulatorCodec element) {
    return AccumulatorCodec.nullable(
        (values, out) -> {
          out.writeInt(((Collection<?>) values).size());
          for (Object value : (Collection<?>) values) {
            element.write(value, out);
          }
        },
        in -> {
          Collection<Object> values = maker.get();
          for (int i = in.readInt(); i > 0; i--) {
            values.add(element.read(in));
          }
          return values;
        });
  }

  private static AccumulatorCodec map(
      Supplier<Map<Object, Object>> maker, AccumulatorCodec key, AccumulatorCodec value) {
    return AccumulatorCodec.nullable(
        (map, out) -> {
          out.writeInt(((Map<?, ?>) map).size());
          for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
            key.write(entry.getKey(), out);
            value.write(entry.getValue(), out);
          }
        },
        in -> {
          Map<Object, Object> map = maker.get();
          for (int i = in.readInt(); i > 0; i--) {
            map.put(key.read(in), value.read(in));
          }
          return map;
        });
  }

  static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private static void writeText(Object value, DataOutput out) throws IOException {
    writeBytes(value.toString().getBytes(StandardCharsets.UTF_8), out);
  }

  private static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }
}
