package io.rheo.engine.exec;

import io.rheo.engine.operator.Output;

/** A part of a dataflow that takes rows and is told when a step is over. */
interface StepNode extends Output {
  /** Every row and watermark of the step was handed in, and every input has ended its step. */
  default void endStep() {}
}
