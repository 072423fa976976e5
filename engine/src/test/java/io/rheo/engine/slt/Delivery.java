package io.rheo.engine.slt;

import io.rheo.engine.EngineConfig;
import io.rheo.engine.column.Batch;
import io.rheo.engine.exec.graph.Parallelism;
import java.util.List;
import java.util.Random;

/**
 * In what pieces a test table hands its rows over. The answer of a query must not depend on it.
 *
 * @param name what a test report calls it
 * @param splits rows are dealt to this many splits in turn
 * @param batchRowsMax the largest batch; with a seed, batches have random sizes up to it
 * @param seed 0: every batch is as large as it may be
 * @param workers on how many workers queries run, which are woken for every step
 * @param restored whether every operator is restored from its snapshot after every step
 */
record Delivery(
    String name, int splits, int batchRowsMax, long seed, int workers, boolean restored) {
  /** One row a step: the changelog shows the effect of each row. */
  static final Delivery SINGLE_ROWS = new Delivery("one row a step", 1, 1, 0, 1, false);

  /** What a golden file is run with, the reference first. */
  static List<Delivery> all(long seed) {
    return List.of(
        SINGLE_ROWS,
        new Delivery("all rows in one step", 1, Batch.TARGET_ROWS, 0, 1, false),
        new Delivery("random steps, seed " + seed, 1, 5, seed, 1, false),
        new Delivery("two splits, seed " + seed, 2, 3, seed + 1, 1, false),
        new Delivery("restored after every step, seed " + seed, 1, 3, seed + 2, 1, true),
        new Delivery("three workers, seed " + seed, 1, 7, seed + 3, 3, false));
  }

  /** Any of the above. */
  static Delivery random(long seed) {
    Random random = new Random(seed);
    return new Delivery(
        "random",
        1 + random.nextInt(2),
        1 + random.nextInt(30),
        seed,
        1 + random.nextInt(2),
        random.nextInt(3) == 0);
  }

  /** A step takes one batch, or everything if batches are as large as they get. */
  int stepRowsMax() {
    return batchRowsMax < Batch.TARGET_ROWS ? 1 : Integer.MAX_VALUE;
  }

  /** An engine that reads these tables in such steps. */
  EngineConfig config(RowsConnector tables) {
    EngineConfig config =
        EngineConfig.defaults()
            .withStepRowsMax(stepRowsMax())
            .withConnector(tables)
            .withParallelism(new Parallelism(workers, 0));
    return restored ? config.withOperators(new RestoringHost()) : config;
  }

  /** The sizes of batches to come. */
  BatchSizes sizes() {
    Random random = new Random(seed);
    return () -> seed == 0 ? batchRowsMax : 1 + random.nextInt(batchRowsMax);
  }

  /** A source of batch sizes. */
  interface BatchSizes {
    int next();
  }
}
