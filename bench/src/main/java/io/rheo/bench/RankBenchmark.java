package io.rheo.bench;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.rank.RankOperator;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Changes per second of the first 10 rows of one partition. A change takes a random row back and
 * adds another one; a step has 100 changes. With a thousand times the rows a change takes a few
 * times as long: it needs twice the comparisons, and these wait for memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RankBenchmark {
  private static final int CHANGES = 100;

  @Param({"1000", "1000000"})
  public int partitionRows;

  @Param public RankFunction function;

  @Param({"true", "false"})
  public boolean numbered;

  private final SplittableRandom random = new SplittableRandom(1);
  private long[] values;
  private OneInputOperator operator;
  private Sink sink;

  /** Counts what comes out. */
  private static final class Sink implements Output {
    private long rows;

    @Override
    public void batch(Batch batch) {
      rows += batch.rowCount();
    }

    @Override
    public void watermark(long watermark) {}
  }

  @Setup
  public void setUp() {
    values = new long[partitionRows];
    for (int i = 0; i < partitionRows; i++) {
      values[i] = value();
    }
    operator = new RankOperator(plan());
    sink = new Sink();
    for (int from = 0; from < partitionRows; from += CHANGES) {
      Column[] columns = {new LongColumn(new long[CHANGES], null), rows(from)};
      operator.onBatch(new Batch(columns, CHANGES), sink);
      operator.onStepEnd(sink);
    }
  }

  private Column rows(int from) {
    return new LongColumn(Arrays.copyOfRange(values, from, from + CHANGES), null);
  }

  private long value() {
    return random.nextLong(10L * partitionRows);
  }

  private OrderedNode.Rank plan() {
    DataType bigint = DataType.of(TypeName.BIGINT).notNull();
    RowType input = RowType.of(new Field("key", bigint), new Field("value", bigint));
    RowType output =
        numbered
            ? RowType.of(
                new Field("key", bigint), new Field("value", bigint), new Field("rank", bigint))
            : input;
    StreamTraits traits = new StreamTraits(true, false, List.of());
    return new OrderedNode.Rank(
        new PhysicalNode.Values(List.of(), input, traits),
        new RankRule(function, List.of(0), List.of(new SortKey(1, true, false)), false, 1, 10),
        List.of(0, 1),
        numbered,
        false,
        output,
        traits);
  }

  @Benchmark
  @OperationsPerInvocation(CHANGES)
  public long changes() {
    long[] rows = new long[2 * CHANGES];
    int[] weights = new int[2 * CHANGES];
    for (int i = 0; i < CHANGES; i++) {
      int changed = random.nextInt(partitionRows);
      rows[2 * i] = values[changed];
      weights[2 * i] = -1;
      values[changed] = value();
      rows[2 * i + 1] = values[changed];
      weights[2 * i + 1] = 1;
    }
    Column[] columns = {new LongColumn(new long[rows.length], null), new LongColumn(rows, null)};
    operator.onBatch(new Batch(columns, rows.length, weights), sink);
    operator.onStepEnd(sink);
    return sink.rows;
  }
}
