package io.rheo.function;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The SQL type of a parameter, of the result of a method, of a component or field of a row, or of
 * the result of the whole function: {@code @SqlType("DECIMAL(10, 2)")}, {@code @SqlType("ROW<word
 * STRING, length INT>")}. Without it the Java type decides: {@code BigDecimal} is DECIMAL(38, 18).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.PARAMETER,
  ElementType.METHOD,
  ElementType.FIELD,
  ElementType.RECORD_COMPONENT,
  ElementType.TYPE
})
public @interface SqlType {
  /** A type as in {@code CREATE TABLE}. */
  String value();
}
