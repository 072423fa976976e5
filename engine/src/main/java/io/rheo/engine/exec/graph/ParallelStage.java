package io.rheo.engine.exec.graph;

import io.rheo.engine.connector.ParallelTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Fragments of a plan that do not read each other: each worker's parts of them run one by one. */
final class ParallelStage {
  private final List<List<FragmentWorker>> parts = new ArrayList<>(); // of each worker
  private long stepRows;

  /** Adds the workers of a fragment, of which there may be one only. */
  void add(List<FragmentWorker> fragment) {
    for (int worker = 0; worker < fragment.size(); worker++) {
      if (worker == parts.size()) {
        parts.add(new ArrayList<>());
      }
      parts.get(worker).add(fragment.get(worker));
    }
  }

  /**
   * Lets all parts take what is there for them.
   *
   * @param inlineRowsMax with fewer rows in a step it is not worth waking the others
   */
  void advance(ParallelTasks tasks, int inlineRowsMax) {
    long rows = rowsWaiting();
    stepRows += rows;
    run(rows < inlineRowsMax / 2 ? ParallelTasks.SEQUENTIAL : tasks, FragmentWorker::advance);
  }

  /** The same, and ends the step. */
  void endStep(ParallelTasks tasks, int inlineRowsMax) {
    stepRows += rowsWaiting();
    run(stepRows < inlineRowsMax ? ParallelTasks.SEQUENTIAL : tasks, FragmentWorker::endStep);
    stepRows = 0;
  }

  private long rowsWaiting() {
    long rows = 0;
    for (List<FragmentWorker> part : parts) {
      for (FragmentWorker worker : part) {
        rows += worker.rowsWaiting();
      }
    }
    return rows;
  }

  private void run(ParallelTasks tasks, Consumer<FragmentWorker> work) {
    if (parts.size() == 1 || tasks.workers() == 1) {
      for (int worker = 0; worker < parts.size(); worker++) {
        run(worker, work);
      }
    } else {
      tasks.run(worker -> run(worker, work));
    }
  }

  private void run(int worker, Consumer<FragmentWorker> work) {
    parts.get(worker).forEach(work);
  }
}
