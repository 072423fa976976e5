package io.rheo.engine.codegen;

import io.rheo.engine.function.FunctionInstances;
import io.rheo.engine.function.JavaConverter;
import io.rheo.engine.function.JavaValue;
import io.rheo.engine.function.UserClass;
import io.rheo.engine.type.DataType;

/** An object that generated code calls and cannot make. */
sealed interface Injected {
  /** The class of the object, as source. */
  String javaType();

  Object object(FunctionInstances instances);

  /** The function itself. */
  record Function(UserClass function) implements Injected {
    @Override
    public String javaType() {
      return function.type().getCanonicalName();
    }

    @Override
    public Object object(FunctionInstances instances) {
      return instances.open(function);
    }
  }

  /** What turns values of a type into the function's and back. */
  record Conversion(JavaValue value, DataType type) implements Injected {
    @Override
    public String javaType() {
      return JavaConverter.class.getName();
    }

    @Override
    public Object object(FunctionInstances instances) {
      return value.converter(type);
    }
  }
}
