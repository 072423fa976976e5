package io.rheo.engine.operator.aggregate;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.codegen.kernel.RowException;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.function.AggregateInstance;
import io.rheo.engine.function.UserAggregate;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.List;

/**
 * A user's aggregate function: its state is the accumulator of the function. A row that the
 * function refuses is an error of the row and does not count; the accumulator stays as the function
 * left it.
 */
public final class UserAggregateState implements CustomAggregate {
  private final UserAggregate plan;
  private final AggregateInstance instance;
  private final StageEnvironment environment;
  private final Object[] arguments;

  private UserAggregateState(UserAggregate plan, StageEnvironment environment) {
    this.plan = plan;
    this.environment = environment;
    instance = new AggregateInstance(plan, environment.functions());
    arguments = new Object[plan.given().size()];
  }

  /** Whether a call is one of a user's function. */
  public static boolean isUser(AggregateCall call) {
    return !call.function().parameters().isEmpty()
        && call.function().parameters().get(0) instanceof UserAggregate;
  }

  /** The calls, where those of users' functions have an instance of the function to work with. */
  public static List<AggregateCall> bind(List<AggregateCall> calls, StageEnvironment environment) {
    return calls.stream().map(call -> isUser(call) ? bind(call, environment) : call).toList();
  }

  private static AggregateCall bind(AggregateCall call, StageEnvironment environment) {
    UserAggregate plan = (UserAggregate) call.function().parameters().get(0);
    List<Object> state = List.of(new UserAggregateState(plan, environment));
    return call.withFunction(new AggregateFunction(call.function().name(), state));
  }

  @Override
  public Object add(Object state, Batch batch, int[] columns, int row, int weight) {
    Object accumulator = state == null ? instance.create() : state;
    for (int i = 0; i < columns.length; i++) {
      arguments[i] = BoxedValues.get(batch.column(columns[i]), plan.given().get(i), row);
    }
    try {
      instance.add(accumulator, arguments, weight);
    } catch (Exception e) {
      environment.rowError(RowException.in(plan.name(), e).getMessage());
    }
    return accumulator;
  }

  @Override
  public boolean canRetract() {
    return instance.canRetract();
  }

  @Override
  public boolean canMerge() {
    return instance.canMerge();
  }

  @Override
  public Object merge(Object state, Object from) {
    Object accumulator = state == null ? instance.create() : state;
    try {
      instance.merge(accumulator, from);
    } catch (Exception e) {
      environment.rowError(RowException.in(plan.name(), e).getMessage());
    }
    return accumulator;
  }

  @Override
  public void appendResult(Object state, ColumnBuilder builder) {
    Object value;
    try {
      value = instance.value(state == null ? instance.create() : state);
    } catch (RuntimeException e) {
      throw RowException.in(plan.name(), e);
    }
    BoxedValues.append(builder, value);
  }

  @Override
  public void write(Object state, StateWriter out) throws IOException {
    byte[] bytes = instance.bytes(state);
    out.putBytes(bytes, bytes.length);
  }

  @Override
  public Object read(StateReader in) throws IOException {
    return instance.accumulator(in.getBytes());
  }
}
