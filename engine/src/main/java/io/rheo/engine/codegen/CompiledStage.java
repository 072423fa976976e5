package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprText;
import io.rheo.engine.type.RowType;
import java.util.List;
import java.util.Optional;

/** A condition and projections, compiled: the class that all workers share. Immutable. */
public final class CompiledStage {
  private final ExprText names;
  private final Optional<Expr> condition;
  private final List<OutputColumn> outputs;
  private final List<Computation> computations;
  private final int keptCount;
  private final int sharedCount;
  private final CompiledClass compiledClass;

  CompiledStage(
      RowType input,
      Optional<Expr> condition,
      List<OutputColumn> outputs,
      List<Computation> computations,
      int keptCount,
      int sharedCount,
      CompiledClass compiledClass) {
    this.names = new ExprText(input::name);
    this.condition = condition;
    this.outputs = List.copyOf(outputs);
    this.computations = List.copyOf(computations);
    this.keptCount = keptCount;
    this.sharedCount = sharedCount;
    this.compiledClass = compiledClass;
  }

  /** The generated Java source; empty if the stage only picks columns. */
  public String source() {
    return compiledClass.source();
  }

  /** An instance for one worker. */
  public Stage newStage(StageEnvironment environment) {
    return new Stage(this, compiledClass.newInstance(environment), environment);
  }

  /** Expressions over the input as a person reads them. */
  ExprText names() {
    return names;
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

  /** The first computations are done by the loop that tests the condition. */
  int keptCount() {
    return keptCount;
  }

  /** The first computations, with these, are sub-expressions that later ones read. */
  int sharedCount() {
    return sharedCount;
  }
}
