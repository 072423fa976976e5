package io.rheo.engine.operator.project;

import io.rheo.engine.codegen.CompiledStage;
import io.rheo.engine.codegen.Stage;
import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;

/**
 * Keeps the rows where a condition is TRUE and computes the columns of its output from them.
 *
 * <p>Input and output: any changelog; each row keeps its weight and its place in the order. A row
 * whose evaluation fails is dropped and reported, and so is its retraction, which fails the same
 * way. No state.
 */
public final class CalcOperator implements OneInputOperator {
  private final Stage stage;

  public CalcOperator(CompiledStage stage, StageEnvironment environment) {
    this.stage = stage.newStage(environment);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    Batch result = stage.apply(batch);
    if (result.rowCount() > 0) {
      out.batch(result);
    }
  }
}
