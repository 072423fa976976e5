package io.rheo.engine.function;

import io.rheo.function.AggregateFunction;
import io.rheo.function.ScalarFunction;
import io.rheo.function.SqlType;
import io.rheo.function.TableFunction;
import io.rheo.function.UserDefinedFunction;
import io.rheo.sql.catalog.FunctionKind;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What there is to know of a function's class. */
final class UserClasses {
  private static final String EVAL = "eval";

  private UserClasses() {}

  static UserClass of(Class<? extends UserDefinedFunction> type) {
    UserDefinedFunction instance = newInstance(type);
    if (ScalarFunction.class.isAssignableFrom(type)) {
      List<UserMethod> methods = new ArrayList<>();
      for (Method method : methods(type, EVAL)) {
        if (method.getReturnType() == void.class) {
          throw new FunctionClassException(
              "method eval of " + type.getName() + " returns nothing",
              "return the value, or extend TableFunction");
        }
        methods.add(userMethod(method, result(type, method)));
      }
      return new UserClass(type, FunctionKind.SCALAR, methods, instance.isDeterministic());
    } else if (TableFunction.class.isAssignableFrom(type)) {
      JavaValue row = JavaTypes.value(typeArgument(type, TableFunction.class), type);
      List<UserMethod> methods =
          methods(type, EVAL).stream().map(method -> userMethod(method, row)).toList();
      return new UserClass(type, FunctionKind.TABLE, methods, instance.isDeterministic());
    } else if (instance instanceof AggregateFunction<?, ?> aggregate) {
      return UserAggregates.classOf(aggregate);
    }
    throw new FunctionClassException(
        "class '" + type.getName() + "' is a function of a kind that is not supported",
        "extend ScalarFunction, TableFunction or AggregateFunction of io.rheo.function");
  }

  static JavaValue result(Class<?> type, Method method) {
    boolean named = !method.isAnnotationPresent(SqlType.class);
    return JavaTypes.value(
        method.getGenericReturnType(),
        named && type.isAnnotationPresent(SqlType.class) ? type : method);
  }

  /** An instance, not opened. */
  static UserDefinedFunction newInstance(Class<? extends UserDefinedFunction> type) {
    if (!Modifier.isPublic(type.getModifiers()) || type.getCanonicalName() == null) {
      throw new FunctionClassException(
          "class '" + type.getName() + "' is not public", "declare it public, outside of methods");
    }
    try {
      return type.getConstructor().newInstance();
    } catch (NoSuchMethodException e) {
      throw new FunctionClassException(
          "class '" + type.getName() + "' has no public constructor without parameters",
          "add one; a nested class must be static too",
          e);
    } catch (ReflectiveOperationException | LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new FunctionClassException(
          "no instance of '" + type.getName() + "' can be made: " + cause,
          "correct its constructor; an abstract class cannot be a function",
          e);
    }
  }

  /** The public methods of a name, in an order that does not change from run to run. */
  static List<Method> methods(Class<?> type, String name) {
    List<Method> methods =
        Arrays.stream(type.getMethods())
            .filter(method -> method.getName().equals(name) && !method.isBridge())
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .sorted(Comparator.comparing(Method::toGenericString))
            .toList();
    if (methods.isEmpty()) {
      throw new FunctionClassException(
          "class '" + type.getName() + "' has no public method '" + name + "'",
          "add one; its parameters are the arguments of the function");
    }
    return methods;
  }

  private static UserMethod userMethod(Method method, JavaValue result) {
    return userMethod(method, 0, result);
  }

  /**
   * A method whose first parameters are not arguments.
   *
   * @param first how many these are
   */
  static UserMethod userMethod(Method method, int first, JavaValue result) {
    List<JavaValue> parameters = new ArrayList<>();
    for (Parameter parameter :
        List.of(method.getParameters()).subList(first, method.getParameterCount())) {
      Type type = parameter.getParameterizedType();
      boolean variable = parameter.isVarArgs();
      parameters.add(JavaTypes.value(variable ? JavaTypes.component(type) : type, parameter));
    }
    return new UserMethod(method, parameters, result);
  }

  /** What a class says that the first type parameter of one of its super-classes is. */
  static Type typeArgument(Class<?> type, Class<?> generic) {
    return typeArgument(type, generic, 0);
  }

  /** What a class says that a type parameter of one of its super-classes is. */
  static Type typeArgument(Class<?> type, Class<?> generic, int index) {
    Type parent = type.getGenericSuperclass();
    if (parent instanceof ParameterizedType known && known.getRawType() == generic) {
      return known.getActualTypeArguments()[index];
    } else if (parent instanceof Class<?> known && known != Object.class && known != generic) {
      return typeArgument(known, generic, index);
    }
    throw new FunctionClassException(
        "class '"
            + type.getName()
            + (index == 0
                ? "' does not say what its rows are"
                : "' does not say what its accumulator is"),
        index == 0
            ? "name the type: extends " + generic.getSimpleName() + "<String>"
            : "name the types: extends " + generic.getSimpleName() + "<Long, MyAccumulator>");
  }
}
