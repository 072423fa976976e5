package io.rheo.engine.operator;

import io.rheo.engine.column.Batch;

/**
 * An operator with several inputs, numbered from 0. Rows of different inputs come in no particular
 * order within a step; the watermark is the least of the inputs'.
 */
public interface MultiInputOperator extends Operator {
  void onBatch(int input, Batch batch, Output out);
}
