package io.rheo.sql.catalog;

import java.util.List;

/**
 * One way to call a user-defined function. Types are texts, as in {@code CREATE TABLE}.
 *
 * @param parameters the types of the arguments; {@link #ANY} takes every type
 * @param isVariable whether the last parameter stands for any number of arguments of its type
 * @param result the type of the result; a ROW of its columns for a table function
 */
public record FunctionSignature(List<String> parameters, boolean isVariable, String result) {
  /** The type of a parameter that takes every type. */
  public static final String ANY = "ANY";

  public FunctionSignature {
    parameters = List.copyOf(parameters);
  }

  /** The type of an argument by its place. */
  public String parameter(int argument) {
    return parameters.get(Math.min(argument, parameters.size() - 1));
  }

  /** Whether it takes this number of arguments. */
  public boolean takes(int arguments) {
    return isVariable ? arguments >= parameters.size() - 1 : arguments == parameters.size();
  }

  /** As a person reads it: {@code (STRING, INT …)}. */
  @Override
  public String toString() {
    return "(" + String.join(", ", parameters) + (isVariable ? " …)" : ")");
  }
}
