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

  /** Pieces of work that are not needed at once: what workers do while they wait for others. */
  interface SideWork {
    /**
     * Does one piece, which takes a fraction of a millisecond; called by several workers at a time.
     * Keeps what it fails with to itself, for who needs the piece.
     *
     * @return false if there is none
     */
    boolean doOne();
  }

  /** How many workers there are. */
  int workers();

  /**
   * Calls {@code task} with the numbers of all workers, side by side, and returns when all calls
   * have. What a call wrote is then visible to the caller.
   *
   * @throws RuntimeException what a call has thrown; the first worker's, if several have
   */
  void run(IntConsumer task);

  /** From now on workers that wait do some of this work. One worker alone never waits. */
  default void add(SideWork work) {}

  /** Not any more from now on; a piece that was begun may still be going on. */
  default void remove(SideWork work) {}

  /** There are new pieces of side work, for workers that sleep. */
  default void wake() {}
}
