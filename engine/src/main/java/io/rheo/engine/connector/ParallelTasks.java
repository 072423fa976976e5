package io.rheo.engine.connector;

import java.util.function.IntConsumer;

/** Runs the parts of one piece of work side by side, on the workers of a query. */
public interface ParallelTasks {
  /** One worker: the caller. */
  ParallelTasks SEQUENTIAL =
      new ParallelTasks() {
        @Override
        public int workers() {
          return 1;
        }

        @Override
        public void run(IntConsumer task) {
          task.accept(0);
        }
      };

  /** How many workers there are. */
  int workers();

  /**
   * Calls {@code task} with the numbers of all workers, side by side, and returns when all calls
   * have. What a call wrote is then visible to the caller.
   *
   * @throws RuntimeException what a call has thrown; the first worker's, if several have
   */
  void run(IntConsumer task);
}
