package io.rheo.engine.exec.graph;

/**
 * On how many workers a query runs.
 *
 * @param workers 1: on its own thread alone
 * @param inlineRowsMax a step of fewer rows is done by the query's own thread for all workers
 */
public record Parallelism(int workers, int inlineRowsMax) {
  /** Waking a thread takes about as long as this many rows. */
  private static final int INLINE_ROWS_MAX = 4096;

  /** The query's own thread does everything. */
  public static final Parallelism NONE = of(1);

  public Parallelism {
    if (workers < 1) {
      throw new IllegalArgumentException("a query has at least one worker, not " + workers);
    }
  }

  /** So many workers, which wait while there is little to do. */
  public static Parallelism of(int workers) {
    return new Parallelism(workers, INLINE_ROWS_MAX);
  }

  /** The same with another number of workers. */
  public Parallelism withWorkers(int count) {
    return new Parallelism(count, inlineRowsMax);
  }
}
