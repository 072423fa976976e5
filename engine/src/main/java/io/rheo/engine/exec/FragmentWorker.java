package io.rheo.engine.exec;

import java.util.List;

/** One worker's part of a fragment: operators of its own, for the rows that are dealt to it. */
final class FragmentWorker {
  private final InboxMerge inputs;
  private final List<StepNode> nodes;
  private final Outbox outbox;

  /**
   * @param nodes inputs before those who read them
   */
  FragmentWorker(List<Inbox> inputs, List<StepNode> nodes, Outbox outbox) {
    this.inputs = new InboxMerge(inputs);
    this.nodes = nodes;
    this.outbox = outbox;
  }

  /** Takes what is there for this worker, and ends the step. */
  void run() {
    inputs.drain(outbox::causedBy);
    outbox.causedBy(StepEvent.STEP_END);
    nodes.forEach(StepNode::endStep);
  }
}
