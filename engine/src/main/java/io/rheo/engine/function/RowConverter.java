package io.rheo.engine.function;

import io.rheo.engine.type.DataType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A ROW as an object of a record, or of a class with public fields. */
final class RowConverter implements JavaConverter {
  private final List<JavaConverter> converters = new ArrayList<>();
  private final List<MethodHandle> getters = new ArrayList<>();
  private final MethodHandle maker; // of a record: takes an Object[]
  private final List<MethodHandle> setters = new ArrayList<>(); // of a class

  RowConverter(Class<?> java, DataType type) {
    List<RowMembers.Member> members = RowMembers.of(java);
    if (members.size() != type.children().size()) {
      throw new FunctionClassException(
          java.getName()
              + " has "
              + members.size()
              + " members, "
              + type
              + " has "
              + type.children().size(),
          "give both the same members, in the same order");
    }
    for (int i = 0; i < members.size(); i++) {
      converters.add(members.get(i).value().converter(type.children().get(i).type()));
      getters.add(members.get(i).getter());
    }
    maker = maker(java, members);
  }

  private MethodHandle maker(Class<?> java, List<RowMembers.Member> members) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      if (java.isRecord()) {
        Class<?>[] types =
            Arrays.stream(java.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = java.getConstructor(types);
        return lookup.unreflectConstructor(constructor).asSpreader(Object[].class, types.length);
      }
      for (RowMembers.Member member : members) {
        Field field = java.getField(member.name());
        setters.add(lookup.unreflectSetter(field));
      }
      return lookup.unreflectConstructor(java.getConstructor());
    } catch (ReflectiveOperationException e) {
      throw new FunctionClassException(
          java.getName() + " cannot be made from a ROW",
          "give it a public constructor without parameters, and public fields that are not final",
          e);
    }
  }

  @Override
  public Object toJava(Object value) {
    if (value == null) {
      return null;
    }
    Object[] members = JavaConverters.members((List<?>) value, converters, true).toArray();
    try {
      if (setters.isEmpty()) {
        return maker.invoke(members);
      }
      Object row = maker.invoke();
      for (int i = 0; i < members.length; i++) {
        setters.get(i).invoke(row, members[i]);
      }
      return row;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public Object fromJava(Object value) {
    if (value == null) {
      return null;
    }
    List<Object> members = new ArrayList<>(converters.size());
    try {
      for (int i = 0; i < converters.size(); i++) {
        members.add(converters.get(i).fromJava(getters.get(i).invoke(value)));
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return members;
  }
}
