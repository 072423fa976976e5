package io.rheo.engine.exec.graph;

import io.rheo.engine.connector.ParallelTasks;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The operators of a query on several workers. The fragments of the plan run stage by stage, each
 * stage on all of its workers side by side; what the last one emits is handed on in order.
 *
 * <p>A step is worked on in rounds: after some thousand rows, which are still in the caches, and
 * once more at its end. The rows of a round were handed out before those of the next one, so their
 * order is the same however many rounds there are.
 */
final class ParallelGraph implements StepNode {
  private final ParallelTasks workers;
  private final List<ParallelStage> stages;
  private final InboxMerge result;
  private final LongSupplier rowsTaken;
  private final Parallelism parallelism;
  private long roundRows;

  /**
   * @param stages those that others read before these
   * @param result takes what the last fragment emits
   * @param rowsTaken how many rows have come since it was asked last
   */
  ParallelGraph(
      ParallelTasks workers,
      List<ParallelStage> stages,
      InboxMerge result,
      LongSupplier rowsTaken,
      Parallelism parallelism) {
    this.workers = workers;
    this.stages = stages;
    this.result = result;
    this.rowsTaken = rowsTaken;
    this.parallelism = parallelism;
  }

  @Override
  public void advance() {
    roundRows += rowsTaken.getAsLong();
    if (roundRows > parallelism.roundRowsMin()) {
      for (ParallelStage stage : stages) {
        stage.advance(workers, parallelism.inlineRowsMax());
      }
      handOn();
    }
  }

  @Override
  public void endStep() {
    for (ParallelStage stage : stages) {
      stage.endStep(workers, parallelism.inlineRowsMax());
    }
    handOn();
  }

  private void handOn() {
    result.drain(order -> {});
    roundRows = 0;
  }
}
