package io.rheo.engine.exec.graph;

/**
 * On how many workers a query runs.
 *
 * @param workers 1: on its own thread alone
 * @param inlineRowsMax a stage that gets fewer rows in a step is done by the query's own thread for
 *     all workers
 */
public record Parallelism(int workers, int inlineRowsMax) {
  /** Waking a thread takes about as long as this many rows. */
  private static final int INLINE_ROWS_MAX = 4096;

  /** Few enough for the caches, and so many that workers wait for each other seldom. */
  private static final int INLINES_PER_ROUND = 3;

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

  /** When more rows than these have come, they are worked on before the step takes others. */
  int roundRowsMin() {
    return INLINES_PER_ROUND * inlineRowsMax;
  }

  /** The same with another number of workers. */
  public Parallelism withWorkers(int count) {
    return new Parallelism(count, inlineRowsMax);
  }
}
