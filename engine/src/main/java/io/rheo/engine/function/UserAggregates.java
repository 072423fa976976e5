package io.rheo.engine.function;

import io.rheo.function.AggregateFunction;
import io.rheo.function.SqlType;
import io.rheo.sql.catalog.FunctionKind;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What there is to know of the class of an aggregate function. */
final class UserAggregates {
  private static final String ACCUMULATE = "accumulate";
  private static final String RETRACT = "retract";
  private static final String MERGE = "merge";
  private static final String GET_VALUE = "getValue";

  private UserAggregates() {}

  /** Throws a {@link FunctionClassException} if the class is not complete. */
  static UserClass classOf(AggregateFunction<?, ?> instance) {
    Class<? extends AggregateFunction<?, ?>> type = typeOf(instance);
    Method getValue =
        UserClasses.methods(type, GET_VALUE).stream()
            .filter(method -> method.getParameterCount() == 1)
            .findFirst()
            .orElseThrow();
    JavaValue result =
        getValue.isAnnotationPresent(SqlType.class) || type.isAnnotationPresent(SqlType.class)
            ? UserClasses.result(type, getValue)
            : JavaTypes.value(UserClasses.typeArgument(type, AggregateFunction.class, 0), getValue);
    AccumulatorCodec.of(accumulator(type));
    List<UserMethod> methods = new ArrayList<>();
    for (Method method : UserClasses.methods(type, ACCUMULATE)) {
      checkAccumulator(type, method);
      methods.add(UserClasses.userMethod(method, 1, result));
    }
    return new UserClass(type, FunctionKind.AGGREGATE, methods, instance.isDeterministic());
  }

  @SuppressWarnings("unchecked") // the class of an object is one of the object's type
  private static Class<? extends AggregateFunction<?, ?>> typeOf(AggregateFunction<?, ?> instance) {
    return (Class<? extends AggregateFunction<?, ?>>) instance.getClass();
  }

  private static void checkAccumulator(Class<?> type, Method method) {
    Class<?> wanted = JavaTypes.erased(accumulator(type));
    if (method.getParameterCount() == 0
        || !method.getParameterTypes()[0].isAssignableFrom(wanted)
        || (method.isVarArgs() && method.getParameterCount() == 1)) {
      throw new FunctionClassException(
          "method accumulate of " + type.getName() + " does not take the accumulator",
          "let its first parameter be " + wanted.getSimpleName());
    }
  }

  /** The type of a function's accumulator. */
  static Type accumulator(Class<?> type) {
    return UserClasses.typeArgument(type, AggregateFunction.class, 1);
  }

  /** The method that takes away what another adds. */
  static Optional<UserMethod> retract(UserClass function, UserMethod accumulate) {
    Class<?>[] parameters = accumulate.method().getParameterTypes();
    return method(
            function, RETRACT, method -> Arrays.equals(method.getParameterTypes(), parameters))
        .map(method -> UserClasses.userMethod(method, 1, accumulate.result()));
  }

  /** The method that adds accumulators to one. */
  static Optional<Method> merge(UserClass function) {
    Class<?> accumulator = JavaTypes.erased(accumulator(function.type()));
    return method(
        function,
        MERGE,
        method ->
            method.getParameterCount() == 2
                && method.getParameterTypes()[0].isAssignableFrom(accumulator)
                && method.getParameterTypes()[1] == Iterable.class);
  }

  private static Optional<Method> method(UserClass function, String name, Predicate<Method> test) {
    return Arrays.stream(function.type().getMethods())
        .filter(method -> method.getName().equals(name) && !method.isBridge())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(test)
        .findFirst();
  }
}
