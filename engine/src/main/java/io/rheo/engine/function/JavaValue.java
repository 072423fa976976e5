package io.rheo.engine.function;

import io.rheo.engine.type.DataType;
import java.lang.reflect.Type;

/**
 * A parameter or result of a user's method.
 *
 * @param javaType as declared
 * @param sqlType what it is in SQL, as text; {@code ANY} for a parameter that takes every type
 */
public record JavaValue(Type javaType, String sqlType) {
  public boolean isPrimitive() {
    return javaType instanceof Class<?> known && known.isPrimitive();
  }

  /** The class without type arguments. */
  public Class<?> javaClass() {
    return JavaTypes.erased(javaType);
  }

  /** What turns values of an SQL type into the Java type and back. */
  public JavaConverter converter(DataType type) {
    return JavaConverters.of(javaType, type);
  }
}
