package io.rheo.engine.exec.graph;

import io.rheo.engine.connector.ParallelTasks;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The operators of a query on several workers. At the end of a step the fragments of the plan run
 * one after the other, each on all of its workers side by side; what the last one emits is handed
 * on in order.
 */
final class ParallelGraph implements StepNode {
  private final ParallelTasks workers;
  private final List<List<FragmentWorker>> fragments;
  private final InboxMerge result;
  private final LongSupplier rowsWaiting;
  private final int inlineRowsMax;

  /**
   * @param fragments the workers of each fragment; those that others read before these
   * @param result takes what the last fragment emits
   * @param rowsWaiting how many rows the step has taken; asked once a step
   * @param inlineRowsMax a step of fewer rows is not worth waking the others
   */
  ParallelGraph(
      ParallelTasks workers,
      List<List<FragmentWorker>> fragments,
      InboxMerge result,
      LongSupplier rowsWaiting,
      int inlineRowsMax) {
    this.workers = workers;
    this.fragments = fragments;
    this.result = result;
    this.rowsWaiting = rowsWaiting;
    this.inlineRowsMax = inlineRowsMax;
  }

  @Override
  public void endStep() {
    boolean inline = rowsWaiting.getAsLong() < inlineRowsMax;
    for (List<FragmentWorker> fragment : fragments) {
      if (inline || fragment.size() == 1) {
        fragment.forEach(FragmentWorker::run);
      } else {
        workers.run(worker -> fragment.get(worker).run());
      }
    }
    result.drain(order -> {});
  }
}
