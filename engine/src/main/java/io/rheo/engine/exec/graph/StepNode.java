package io.rheo.engine.exec.graph;

/** A part of a dataflow that is told when a step is over. */
public interface StepNode {
  /** More rows of the step were handed in; whether they are worked on now makes no difference. */
  default void advance() {}

  /** Every row and watermark of the step was handed in, and every input has ended its step. */
  void endStep();
}
