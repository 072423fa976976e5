package io.rheo.engine.operator;

import io.rheo.engine.column.Batch;

/** An operator with one input. */
public interface OneInputOperator extends Operator {
  void onBatch(Batch batch, Output out);
}
