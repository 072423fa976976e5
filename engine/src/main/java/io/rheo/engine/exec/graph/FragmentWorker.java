package io.rheo.engine.exec.graph;

import java.util.List;

/** One worker's part of a fragment: operators of its own, for the rows that are dealt to it. */
final class FragmentWorker {
  private final InboxMerge inputs;
  private final List<StepNode> nodes;
  private final List<Outbox> outboxes;

  /**
   * @param nodes inputs before those who read them
   * @param outboxes one for each reader of the fragment
   */
  FragmentWorker(List<Inbox> inputs, List<StepNode> nodes, List<Outbox> outboxes) {
    this.inputs = new InboxMerge(inputs);
    this.nodes = nodes;
    this.outboxes = outboxes;
  }

  /** How many rows there are for this worker. */
  long rowsWaiting() {
    return inputs.rowsWaiting();
  }

  /** Takes what is there for this worker. */
  void advance() {
    inputs.drain(this::causedBy);
  }

  /** Takes what is there for this worker, and ends the step. */
  void endStep() {
    advance();
    causedBy(StepEvent.STEP_END);
    nodes.forEach(StepNode::endStep);
  }

  private void causedBy(long order) {
    outboxes.forEach(outbox -> outbox.causedBy(order));
  }
}
