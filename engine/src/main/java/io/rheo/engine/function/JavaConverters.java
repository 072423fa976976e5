package io.rheo.engine.function;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.function.Row;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The converter for each pair of a Java type and an SQL type. */
final class JavaConverters {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private JavaConverters() {}

  /**
   * The converter of a pair. Throws a {@link FunctionClassException} if one cannot hold the other.
   *
   * @param javaType {@code Object} stands for the Java type that is usual for the SQL type
   */
  static JavaConverter of(Type javaType, DataType type) {
    Class<?> java = JavaTypes.boxed(JavaTypes.erased(javaType));
    boolean any = java == Object.class;
    JavaConverter converter =
        switch (type.name()) {
          case BOOLEAN -> any || java == Boolean.class ? same() : null;
          case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE -> number(java, type);
          case DECIMAL -> any || java == BigDecimal.class ? decimal(type) : null;
          case CHAR, VARCHAR -> any || java == String.class ? same() : null;
          case BINARY, VARBINARY -> any || java == byte[].class ? same() : null;
          case DATE -> any || java == LocalDate.class ? date() : null;
          case TIME -> any || java == LocalTime.class ? time() : null;
          case TIMESTAMP -> any || java == LocalDateTime.class ? timestamp() : null;
          case TIMESTAMP_LTZ -> any || java == Instant.class ? instant() : null;
          case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> any || java == Long.class ? same() : null;
          case ARRAY -> array(javaType, java, type);
          case MAP -> any || java == Map.class ? map(javaType, type) : null;
          case ROW -> row(java, type);
        };
    if (converter == null) {
      throw new FunctionClassException(
          "a value of " + javaType.getTypeName() + " cannot be " + type.withNullable(true),
          "use the Java type for it, or name another type with @SqlType");
    }
    return converter;
  }

  private static JavaConverter of(
      Function<Object, Object> toJava, Function<Object, Object> fromJava) {
    return new JavaConverter() {
      @Override
      public Object toJava(Object value) {
        return value == null ? null : toJava.apply(value);
      }

      @Override
      public Object fromJava(Object value) {
        return value == null ? null : fromJava.apply(value);
      }
    };
  }

  private static JavaConverter same() {
    return of(UnaryOperator.identity(), UnaryOperator.identity());
  }

  /** Numbers between Java's classes and the few of {@code BoxedValues}. */
  private static JavaConverter number(Class<?> java, DataType type) {
    Function<Object, Object> fromJava =
        switch (type.name()) {
          case BIGINT -> value -> ((Number) value).longValue();
          case FLOAT -> value -> (double) ((Number) value).floatValue();
          case DOUBLE -> value -> ((Number) value).doubleValue();
          default -> value -> ((Number) value).intValue();
        };
    Class<?> wanted = java == Object.class ? usual(type) : java;
    Function<Object, Object> toJava = toNumber(wanted);
    return toJava != null && wanted == usual(type) ? of(toJava, fromJava) : null;
  }

  private static Class<?> usual(DataType type) {
    return switch (type.name()) {
      case TINYINT -> Byte.class;
      case SMALLINT -> Short.class;
      case BIGINT -> Long.class;
      case FLOAT -> Float.class;
      case DOUBLE -> Double.class;
      default -> Integer.class;
    };
  }

  private static Function<Object, Object> toNumber(Class<?> java) {
    if (java == Byte.class) {
      return value -> ((Number) value).byteValue();
    } else if (java == Short.class) {
      return value -> ((Number) value).shortValue();
    } else if (java == Float.class) {
      return value -> ((Number) value).floatValue();
    } else if (java == Integer.class || java == Long.class || java == Double.class) {
      return UnaryOperator.identity();
    }
    return null;
  }

  private static JavaConverter decimal(DataType type) {
    return of(
        UnaryOperator.identity(),
        value -> {
          BigDecimal rounded = ((BigDecimal) value).setScale(type.scale(), RoundingMode.HALF_UP);
          if (rounded.precision() > type.precision()) {
            throw new IllegalArgumentException(value + " does not fit " + type.withNullable(true));
          }
          return rounded;
        });
  }

  private static JavaConverter date() {
    return of(
        days -> LocalDate.ofEpochDay((Integer) days),
        date -> Math.toIntExact(((LocalDate) date).toEpochDay()));
  }

  private static JavaConverter time() {
    return of(
        millis -> LocalTime.ofNanoOfDay((Integer) millis * NANOS_PER_MILLI),
        time -> (int) (((LocalTime) time).toNanoOfDay() / NANOS_PER_MILLI));
  }

  private static JavaConverter timestamp() {
    return of(
        millis -> LocalDateTime.ofInstant(Instant.ofEpochMilli((Long) millis), ZoneOffset.UTC),
        time -> ((LocalDateTime) time).toInstant(ZoneOffset.UTC).toEpochMilli());
  }

  private static JavaConverter instant() {
    return of(
        millis -> Instant.ofEpochMilli((Long) millis), time -> ((Instant) time).toEpochMilli());
  }

  private static JavaConverter array(Type javaType, Class<?> java, DataType type) {
    if (java.isArray()) {
      return javaArray(java.getComponentType(), of(JavaTypes.component(javaType), type.element()));
    } else if (java != List.class && java != Object.class) {
      return null;
    }
    JavaConverter element = of(argument(javaType, 0), type.element());
    return of(list -> mapped(list, element::toJava), list -> mapped(list, element::fromJava));
  }

  private static Type argument(Type type, int index) {
    Type[] arguments = JavaTypes.arguments(type);
    return index < arguments.length ? arguments[index] : Object.class;
  }

  private static List<Object> mapped(Object list, UnaryOperator<Object> each) {
    List<Object> result = new ArrayList<>(((List<?>) list).size());
    ((List<?>) list).forEach(element -> result.add(each.apply(element)));
    return result;
  }

  private static JavaConverter javaArray(Class<?> component, JavaConverter element) {
    return of(
        list -> {
          List<?> values = (List<?>) list;
          Object array = Array.newInstance(component, values.size());
          for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, element.toJava(values.get(i)));
          }
          return array;
        },
        array -> {
          List<Object> values = new ArrayList<>();
          for (int i = 0; i < Array.getLength(array); i++) {
            values.add(element.fromJava(Array.get(array, i)));
          }
          return values;
        });
  }

  private static JavaConverter map(Type javaType, DataType type) {
    JavaConverter key = of(argument(javaType, 0), type.children().get(0).type());
    JavaConverter value = of(argument(javaType, 1), type.children().get(1).type());
    return of(
        map -> mapped(map, key::toJava, value::toJava),
        map -> mapped(map, key::fromJava, value::fromJava));
  }

  private static Map<Object, Object> mapped(
      Object map, UnaryOperator<Object> key, UnaryOperator<Object> value) {
    Map<Object, Object> result = new LinkedHashMap<>();
    ((Map<?, ?>) map).forEach((k, v) -> result.put(key.apply(k), value.apply(v)));
    return result;
  }

  private static JavaConverter row(Class<?> java, DataType type) {
    if (java != Row.class && java != Object.class) {
      return new RowConverter(java, type);
    }
    List<JavaConverter> members =
        type.children().stream().map(Field::type).map(t -> of((Type) Object.class, t)).toList();
    return of(
        list -> Row.of(members((List<?>) list, members, true).toArray()),
        row -> members(((Row) row).values(), members, false));
  }

  /** Each member by its own converter. */
  static List<Object> members(List<?> values, List<JavaConverter> members, boolean toJava) {
    if (values.size() != members.size()) {
      throw new IllegalArgumentException(
          "a row of " + values.size() + " values instead of " + members.size());
    }
    List<Object> result = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      JavaConverter member = members.get(i);
      result.add(toJava ? member.toJava(values.get(i)) : member.fromJava(values.get(i)));
    }
    return result;
  }
}
