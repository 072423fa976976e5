package io.rheo.engine.codegen;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.List;

/**
 * One way to call a function that a static method of {@code kernel} implements.
 *
 * @param method class and name
 * @param parameters types of the arguments; {@link #ANY} takes every type, as an object
 * @param repeated whether the last parameter stands for any number of arguments: an array
 * @param regex the parameter that is a regular expression, which the method takes compiled; -1 if
 *     none is
 */
record Signature(
    String method, Nulls nulls, List<TypeName> parameters, boolean repeated, int regex) {
  /** Stands for every type in {@link #parameters}. */
  static final TypeName ANY = null;

  /** What the method has to do with NULL, which is {@code null} to it. */
  enum Nulls {
    /** Nothing: the function is NULL just where an argument is. */
    STRICT,
    /** It may return NULL; it is not called where an argument is NULL. */
    RETURNED,
    /**
     * As {@link #RETURNED}; it returns where in the array of its first argument its result is, as
     * {@code Slice} packs it.
     */
    PACKED,
    /** It takes NULLs, so its arguments are objects, and may return NULL. */
    TAKEN
  }

  /** NULL just where an argument is. */
  static Signature strict(String method, TypeName... parameters) {
    return of(method, Nulls.STRICT, parameters);
  }

  /** NULL where an argument is, and where the method returns {@code null}. */
  static Signature nullable(String method, TypeName... parameters) {
    return of(method, Nulls.RETURNED, parameters);
  }

  /** As {@link #nullable}, of a method that returns a part of its first argument. */
  static Signature part(String method, TypeName... parameters) {
    return of(method, Nulls.PACKED, parameters);
  }

  /** The method decides about NULLs. */
  static Signature taking(String method, TypeName... parameters) {
    return of(method, Nulls.TAKEN, parameters);
  }

  private static Signature of(String method, Nulls nulls, TypeName... parameters) {
    return new Signature(method, nulls, java.util.Arrays.asList(parameters), false, -1);
  }

  Signature repeatingLast() {
    return new Signature(method, nulls, parameters, true, regex);
  }

  Signature withRegex(int parameter) {
    return new Signature(method, nulls, parameters, repeated, parameter);
  }

  boolean takes(int argumentCount) {
    return repeated ? argumentCount >= parameters.size() - 1 : argumentCount == parameters.size();
  }

  TypeName parameter(int argument) {
    return parameters.get(Math.min(argument, parameters.size() - 1));
  }

  /** Whether every argument is of its parameter's kind: text, bytes, a number, or the very type. */
  boolean fits(List<DataType> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      TypeName parameter = parameter(i);
      if (parameter != ANY && kind(parameter) != kind(arguments.get(i).name())) {
        return false;
      }
    }
    return true;
  }

  /** Types of one kind can be cast to each other without being written or read as text. */
  static TypeName kind(TypeName type) {
    return switch (type) {
      case CHAR, VARCHAR -> TypeName.VARCHAR;
      case BINARY, VARBINARY -> TypeName.VARBINARY;
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, DOUBLE -> TypeName.DOUBLE;
      case BOOLEAN,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_LTZ,
          INTERVAL_YEAR_MONTH,
          INTERVAL_DAY_TIME,
          ARRAY,
          MAP,
          ROW ->
          type;
    };
  }
}
