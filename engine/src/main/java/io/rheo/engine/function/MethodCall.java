package io.rheo.engine.function;

import io.rheo.engine.type.DataType;
import io.rheo.function.UserDefinedFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Calls a method of a function with arguments in the form of {@code BoxedValues}. */
public final class MethodCall {
  private final MethodHandle handle;
  private final List<JavaConverter> converters = new ArrayList<>();
  private final boolean[] primitive;
  private final int first; // parameters before the arguments: the accumulator
  private final int fixed; // arguments before the variable ones
  private final Class<?> element; // of the variable parameter; null if there is none

  public MethodCall(UserDefinedFunction instance, UserMethod method, List<DataType> arguments) {
    this(instance, method, arguments, 0);
  }

  /** The call of a method whose first parameter is an accumulator. */
  static MethodCall ofAggregate(
      UserDefinedFunction instance, UserMethod method, List<DataType> arguments) {
    return new MethodCall(instance, method, arguments, 1);
  }

  private MethodCall(
      UserDefinedFunction instance, UserMethod method, List<DataType> arguments, int first) {
    this.first = first;
    primitive = new boolean[arguments.size()];
    for (int i = 0; i < arguments.size(); i++) {
      converters.add(method.parameter(i).converter(arguments.get(i)));
      primitive[i] = method.parameter(i).isPrimitive();
    }
    int parameters = method.parameters().size();
    fixed = method.isVariable() ? parameters - 1 : parameters;
    element = method.isVariable() ? method.parameter(fixed).javaClass() : null;
    try {
      handle =
          MethodHandles.publicLookup()
              .unreflect(method.method())
              .bindTo(instance)
              .asFixedArity()
              .asSpreader(Object[].class, first + parameters);
    } catch (IllegalAccessException e) {
      throw new FunctionClassException(
          "method " + method.method() + " cannot be called", "make its class public", e);
    }
  }

  /**
   * Calls the method. If an argument of a primitive parameter is NULL, it is not called, and the
   * result is {@code null}.
   *
   * @throws Exception whatever the method throws
   */
  public Object invoke(Object[] arguments) throws Exception {
    return invoke(null, arguments);
  }

  /** As {@link #invoke(Object[])}, for an accumulator. */
  Object invoke(Object accumulator, Object[] arguments) throws Exception {
    Object[] values = new Object[first + (element == null ? fixed : fixed + 1)];
    if (first > 0) {
      values[0] = accumulator;
    }
    Object rest = element == null ? null : Array.newInstance(element, arguments.length - fixed);
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] == null && primitive[i]) {
        return null;
      }
      Object value = converters.get(i).toJava(arguments[i]);
      if (i < fixed) {
        values[first + i] = value;
      } else {
        Array.set(rest, i - fixed, value);
      }
    }
    if (element != null) {
      values[first + fixed] = rest;
    }
    return invokeHandle(values);
  }

  private Object invokeHandle(Object[] values) throws Exception {
    try {
      return handle.invoke(values);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("neither exception nor error", e);
    }
  }
}
