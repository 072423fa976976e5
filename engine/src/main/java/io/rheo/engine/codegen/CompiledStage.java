package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;

/** A condition and projections, compiled: the class that all workers share. Immutable. */
public final class CompiledStage {
  private final Optional<Expr> condition;
  private final List<OutputColumn> outputs;
  private final List<Computation> computations;
  private final int sharedCount;
  private final String source;
  private final Optional<Constructor<? extends StageCode>> constructor;

  CompiledStage(
      Optional<Expr> condition,
      List<OutputColumn> outputs,
      List<Computation> computations,
      int sharedCount,
      String source) {
    this.condition = condition;
    this.outputs = List.copyOf(outputs);
    this.computations = List.copyOf(computations);
    this.sharedCount = sharedCount;
    this.source = source;
    constructor = source.isEmpty() ? Optional.empty() : Optional.of(StageClasses.compile(source));
  }

  /** The generated Java source; empty if the stage only picks columns. */
  public String source() {
    return source;
  }

  /** An instance for one worker. */
  public Stage newStage(StageEnvironment environment) {
    return new Stage(this, constructor.map(CompiledStage::instantiate), environment);
  }

  private static StageCode instantiate(Constructor<? extends StageCode> constructor) {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a generated class cannot be instantiated", e);
    }
  }

  Optional<Expr> condition() {
    return condition;
  }

  List<OutputColumn> outputs() {
    return outputs;
  }

  List<Computation> computations() {
    return computations;
  }

  /** The first computations are sub-expressions that later ones read. */
  int sharedCount() {
    return sharedCount;
  }
}
