package io.rheo.engine.function;

import io.rheo.function.Row;
import io.rheo.function.SqlType;
import io.rheo.sql.catalog.FunctionSignature;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The SQL type that a Java type stands for. */
final class JavaTypes {
  private static final Map<Class<?>, String> SCALARS =
      Map.ofEntries(
          Map.entry(Boolean.class, "BOOLEAN"),
          Map.entry(Byte.class, "TINYINT"),
          Map.entry(Short.class, "SMALLINT"),
          Map.entry(Integer.class, "INT"),
          Map.entry(Long.class, "BIGINT"),
          Map.entry(Float.class, "FLOAT"),
          Map.entry(Double.class, "DOUBLE"),
          Map.entry(BigDecimal.class, "DECIMAL(38, 18)"),
          Map.entry(String.class, "STRING"),
          Map.entry(byte[].class, "BYTES"),
          Map.entry(LocalDate.class, "DATE"),
          Map.entry(LocalTime.class, "TIME(3)"),
          Map.entry(LocalDateTime.class, "TIMESTAMP(3)"),
          Map.entry(Instant.class, "TIMESTAMP_LTZ(3)"));

  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          boolean.class, Boolean.class,
          byte.class, Byte.class,
          short.class, Short.class,
          int.class, Integer.class,
          long.class, Long.class,
          float.class, Float.class,
          double.class, Double.class);

  private JavaTypes() {}

  /** What a type that is declared at this place stands for. */
  static JavaValue value(Type type, AnnotatedElement place) {
    SqlType given = place.getAnnotation(SqlType.class);
    return new JavaValue(type, given != null ? given.value() : sqlType(type));
  }

  /** As text. Throws a {@link FunctionClassException} for a type that stands for none. */
  static String sqlType(Type type) {
    Class<?> known = boxed(erased(type));
    String scalar = SCALARS.get(known);
    if (scalar != null) {
      return scalar;
    } else if (type == Object.class) {
      return FunctionSignature.ANY;
    } else if (known.isArray()) {
      return "ARRAY<" + sqlType(component(type)) + ">";
    } else if (List.class == known && arguments(type).length == 1) {
      return "ARRAY<" + sqlType(arguments(type)[0]) + ">";
    } else if (Map.class == known && arguments(type).length == 2) {
      return "MAP<" + sqlType(arguments(type)[0]) + ", " + sqlType(arguments(type)[1]) + ">";
    } else if (known == Row.class || known.getName().startsWith("java.")) {
      throw new FunctionClassException(
          "the Java type " + type.getTypeName() + " does not say which SQL type it is",
          "name it: @SqlType(\"…\")");
    }
    return row(known);
  }

  private static String row(Class<?> type) {
    return RowMembers.of(type).stream()
        .map(member -> "`" + member.name() + "` " + member.value().sqlType())
        .collect(Collectors.joining(", ", "ROW<", ">"));
  }

  static Class<?> boxed(Class<?> type) {
    return BOXES.getOrDefault(type, type);
  }

  static Class<?> erased(Type type) {
    if (type instanceof Class<?> known) {
      return known;
    } else if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    } else if (type instanceof GenericArrayType array) {
      return Array.newInstance(erased(array.getGenericComponentType()), 0).getClass();
    }
    throw new FunctionClassException(
        "the Java type " + type.getTypeName() + " is not known", "name a class");
  }

  /** The element type of an array. */
  static Type component(Type type) {
    return type instanceof GenericArrayType array
        ? array.getGenericComponentType()
        : erased(type).getComponentType();
  }

  static Type[] arguments(Type type) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()
        : new Type[0];
  }
}
