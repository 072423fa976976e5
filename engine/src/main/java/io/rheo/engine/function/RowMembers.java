package io.rheo.engine.function;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a Java class that stands for a ROW: the components of a record, or the public
 * fields of a class.
 */
final class RowMembers {
  private RowMembers() {}

  /** One column, and how to read it. */
  record Member(String name, JavaValue value, MethodHandle getter) {}

  static List<Member> of(Class<?> type) {
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new FunctionClassException(
          type.getName() + " is not public, so a function cannot take or give it",
          "declare it public");
    }
    List<Member> members = new ArrayList<>();
    try {
      if (type.isRecord()) {
        for (RecordComponent part : type.getRecordComponents()) {
          JavaValue value = JavaTypes.value(part.getGenericType(), part);
          MethodHandle getter = MethodHandles.publicLookup().unreflect(part.getAccessor());
          members.add(new Member(part.getName(), value, getter));
        }
      } else {
        for (Field field : type.getFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            JavaValue value = JavaTypes.value(field.getGenericType(), field);
            MethodHandle getter = MethodHandles.publicLookup().unreflectGetter(field);
            members.add(new Member(field.getName(), value, getter));
          }
        }
      }
    } catch (IllegalAccessException e) {
      throw new FunctionClassException(
          "the members of " + type.getName() + " cannot be read", "make the class public", e);
    }
    if (members.isEmpty()) {
      throw new FunctionClassException(
          "the Java type " + type.getName() + " stands for no SQL type",
          "use a record, a class with public fields, or a type such as String, Long or List<…>");
    }
    return members;
  }
}
