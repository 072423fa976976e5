package io.rheo.engine.exec.graph;

import io.rheo.engine.connector.ParallelTasks;
import java.util.ArrayList;
import java.util.List;

/** Fragments of a plan that do not read each other: each worker's parts of them run one by one. */
final class ParallelStage {
  private final List<List<FragmentWorker>> parts = new ArrayList<>(); // of each worker

  /** Adds the workers of a fragment, of which there may be one only. */
  void add(List<FragmentWorker> fragment) {
    for (int worker = 0; worker < fragment.size(); worker++) {
      if (worker == parts.size()) {
        parts.add(new ArrayList<>());
      }
      parts.get(worker).add(fragment.get(worker));
    }
  }

  /** Lets all parts work; with as many tasks as there are workers, or one that does it all. */
  void run(ParallelTasks tasks) {
    if (parts.size() == 1 || tasks.workers() == 1) {
      for (int worker = 0; worker < parts.size(); worker++) {
        run(worker);
      }
    } else {
      tasks.run(this::run);
    }
  }

  private void run(int worker) {
    parts.get(worker).forEach(FragmentWorker::run);
  }
}
