package io.rheo.engine.operator;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The bytes of all arrays that an operator holds, whatever they are for, by their lengths. So
 * nothing can be forgotten, and neither the clock nor the garbage collector has a say.
 */
final class OwnedBytes {
  private static final int REFERENCE = 4;
  private static final int ENTRY = 48; // of a collection: what a node of a tree takes

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> waiting = new ArrayDeque<>();
  private long bytes;

  private OwnedBytes() {}

  static long of(Object operator) throws IllegalAccessException {
    OwnedBytes owned = new OwnedBytes();
    owned.add(operator);
    while (!owned.waiting.isEmpty()) {
      owned.look(owned.waiting.remove());
    }
    return owned.bytes;
  }

  private void add(Object object) {
    if (object != null && seen.add(object)) {
      waiting.add(object);
    }
  }

  private void look(Object object) throws IllegalAccessException {
    if (object instanceof long[] longs) {
      bytes += (long) Long.BYTES * longs.length;
    } else if (object instanceof int[] ints) {
      bytes += (long) Integer.BYTES * ints.length;
    } else if (object instanceof byte[] some) {
      bytes += some.length;
    } else if (object instanceof BitSet bits) {
      bytes += bits.size() / Byte.SIZE;
    } else if (object instanceof Object[] objects) {
      bytes += (long) REFERENCE * objects.length;
      for (Object each : objects) {
        add(each);
      }
    } else if (object instanceof Collection<?> collection) {
      bytes += (long) ENTRY * collection.size();
      collection.forEach(this::add);
    } else if (object instanceof Map<?, ?> map) {
      bytes += (long) ENTRY * map.size();
      map.values().forEach(this::add);
    } else if (isOfState(object.getClass())) {
      addFields(object);
    }
  }

  /** Plans, types and batches are not state. */
  private static boolean isOfState(Class<?> type) {
    return !type.isEnum()
        && (type.getName().startsWith("io.rheo.engine.operator.")
            || type.getName().startsWith("io.rheo.engine.state."));
  }

  private void addFields(Object object) throws IllegalAccessException {
    for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          add(field.get(object));
        }
      }
    }
  }
}
