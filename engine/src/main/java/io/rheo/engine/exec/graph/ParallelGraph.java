package io.rheo.engine.exec.graph;

import io.rheo.engine.connector.ParallelTasks;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The operators of a query on several workers. At the end of a step the fragments of the plan run
 * stage by stage, each stage on all of its workers side by side; what the last one emits is handed
 * on in order.
 */
final class ParallelGraph implements StepNode {
  private final ParallelTasks workers;
  private final List<ParallelStage> stages;
  private final InboxMerge result;
  private final LongSupplier rowsWaiting;
  private final int inlineRowsMax;

  /**
   * @param stages those that others read before these
   * @param result takes what the last fragment emits
   * @param rowsWaiting how many rows the step has taken; asked once a step
   * @param inlineRowsMax a step of fewer rows is not worth waking the others
   */
  ParallelGraph(
      ParallelTasks workers,
      List<ParallelStage> stages,
      InboxMerge result,
      LongSupplier rowsWaiting,
      int inlineRowsMax) {
    this.workers = workers;
    this.stages = stages;
    this.result = result;
    this.rowsWaiting = rowsWaiting;
    this.inlineRowsMax = inlineRowsMax;
  }

  @Override
  public void endStep() {
    boolean inline = rowsWaiting.getAsLong() < inlineRowsMax;
    for (ParallelStage stage : stages) {
      stage.run(inline ? ParallelTasks.SEQUENTIAL : workers);
    }
    result.drain(order -> {});
  }
}
