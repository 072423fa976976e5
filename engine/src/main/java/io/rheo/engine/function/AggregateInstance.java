package io.rheo.engine.function;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import io.rheo.function.AggregateFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A user's aggregate function at work, with values in the form of {@code BoxedValues}. */
public final class AggregateInstance {
  private static final long MILLIS_PER_DAY = 86_400_000;

  private final AggregateFunction<?, Object> instance;
  private final UserAggregate plan;
  private final MethodCall accumulate;
  private final MethodCall retract; // null if there is none
  private final MethodHandle merge; // null if there is none
  private final JavaConverter result;
  private final AccumulatorCodec codec;

  /** An instance that {@code functions} closes. */
  public AggregateInstance(UserAggregate plan, FunctionInstances functions) {
    this.plan = plan;
    instance = typed(functions.open(plan.function()));
    accumulate = MethodCall.ofAggregate(instance, plan.accumulate(), plan.wanted());
    retract =
        UserAggregates.retract(plan.function(), plan.accumulate())
            .map(method -> MethodCall.ofAggregate(instance, method, plan.wanted()))
            .orElse(null);
    merge = merge(UserAggregates.merge(plan.function()), instance);
    result = plan.accumulate().result().converter(plan.result());
    codec = AccumulatorCodec.of(UserAggregates.accumulator(plan.function().type()));
  }

  @SuppressWarnings("unchecked") // accumulators only come from the function itself
  private static AggregateFunction<?, Object> typed(Object instance) {
    return (AggregateFunction<?, Object>) instance;
  }

  private static MethodHandle merge(Optional<Method> method, Object instance) {
    if (method.isEmpty()) {
      return null;
    }
    try {
      return MethodHandles.publicLookup().unreflect(method.get()).bindTo(instance);
    } catch (IllegalAccessException e) {
      throw new FunctionClassException(
          "method " + method.get() + " cannot be called", "make its class public", e);
    }
  }

  public boolean canRetract() {
    return retract != null;
  }

  public boolean canMerge() {
    return merge != null;
  }

  /** The accumulator of no rows. */
  public Object create() {
    return instance.createAccumulator();
  }

  /**
   * Adds a row, or takes it away.
   *
   * @throws Exception whatever the method throws
   */
  public void add(Object accumulator, Object[] arguments, int weight) throws Exception {
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = converted(arguments[i], plan.given().get(i), plan.wanted().get(i));
    }
    MethodCall call = weight > 0 ? accumulate : retract;
    for (int i = Math.abs(weight); i > 0; i--) {
      call.invoke(accumulator, arguments);
    }
  }

  /** An argument as a value of the parameter's type; the rest the converters of numbers do. */
  private static Object converted(Object value, DataType given, DataType wanted) {
    if (value == null) {
      return null;
    } else if (wanted.name() == TypeName.DECIMAL && given.name() != TypeName.DECIMAL) {
      return BigDecimal.valueOf(((Number) value).longValue());
    } else if (given.name() == TypeName.DATE && wanted.name() != TypeName.DATE) {
      return ((Integer) value) * MILLIS_PER_DAY;
    }
    return value;
  }

  /**
   * Adds an accumulator to another.
   *
   * @throws Exception whatever the method throws
   */
  public void merge(Object accumulator, Object added) throws Exception {
    try {
      merge.invoke(accumulator, (Iterable<?>) List.of(added));
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("neither exception nor error", e);
    }
  }

  /** The result. */
  public Object value(Object accumulator) {
    return result.fromJava(instance.getValue(accumulator));
  }

  /** An accumulator as bytes. */
  public byte[] bytes(Object accumulator) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(accumulator, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** The accumulator that {@link #bytes} wrote. */
  public Object accumulator(byte[] bytes) throws IOException {
    return codec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
