package io.rheo.engine.function;

import io.rheo.sql.catalog.FunctionSignature;
import java.lang.reflect.Method;
import java.util.List;

/**
 * A method by which a function is called.
 *
 * @param parameters those that stand for arguments; a variable one as its element
 * @param result the value, or the row of a table function
 */
public record UserMethod(Method method, List<JavaValue> parameters, JavaValue result) {
  public UserMethod {
    parameters = List.copyOf(parameters);
  }

  /** Whether the last parameter stands for any number of arguments. */
  public boolean isVariable() {
    return method.isVarArgs();
  }

  /** The parameter that takes an argument. */
  public JavaValue parameter(int argument) {
    return parameters.get(Math.min(argument, parameters.size() - 1));
  }

  FunctionSignature signature(String resultType) {
    return new FunctionSignature(
        parameters.stream().map(JavaValue::sqlType).toList(), isVariable(), resultType);
  }
}
