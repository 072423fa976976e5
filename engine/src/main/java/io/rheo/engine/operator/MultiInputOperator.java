package io.rheo.engine.operator;

import io.rheo.engine.column.Batch;

/**
 * An operator with several inputs, numbered from 0. Rows of different inputs come in no particular
 * order within a step; the watermark is the least of the inputs'.
 */
public interface MultiInputOperator extends Operator {
  void onBatch(int input, Batch batch, Output out);

  /** The watermark of one input has advanced; that of all is told afterwards, if it has too. */
  default void onInputWatermark(int input, long watermark, Output out) {}
}
