package io.rheo.bench;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.over.OverStreamOperator;
import io.rheo.engine.plan.FrameBound;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.plan.OverFrame;
import io.rheo.engine.plan.OverTiming;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
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
 * Rows per second of a bounded {@code OVER} frame by event time, one row a millisecond, over
 * batches in memory. The frame is full before the measurement. What matters is that the figure does
 * not depend on its size.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OverBenchmark {
  private static final int BATCHES = 8;
  private static final int ROWS = BATCHES * Batch.TARGET_ROWS;
  private static final int PARTITIONS = 4;

  /** How the frame is given. */
  public enum Kind {
    ROWS,
    RANGE
  }

  @Param public Kind kind;

  @Param({"10", "1000", "100000"})
  public int frameRows;

  @Param({"SUM_LONG", "SUM_DOUBLE", "MAX"})
  public String function;

  private OneInputOperator operator;
  private SplittableRandom random;
  private long nextMillis;
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
    random = new SplittableRandom(1);
    operator = new OverStreamOperator(plan(), OperatorMetrics.unshared("over"));
    nextMillis = 0;
    sink = new Sink();
    while (nextMillis < (long) frameRows * PARTITIONS) {
      step();
    }
  }

  private OrderedNode.Over plan() {
    DataType bigint = DataType.of(TypeName.BIGINT).notNull();
    DataType number = DataType.of(TypeName.DOUBLE).notNull();
    DataType timestamp = DataType.of(TypeName.TIMESTAMP).notNull();
    RowType input =
        RowType.of(
            new Field("key", bigint),
            new Field("v", bigint),
            new Field("d", number),
            new Field("ts", timestamp),
            new Field("bound", timestamp));
    AggregateCall call =
        switch (function) {
          case "SUM_LONG" -> AggregateCall.of(AggregateFunction.SUM, 1, bigint, bigint);
          case "SUM_DOUBLE" -> AggregateCall.of(AggregateFunction.SUM, 2, number, number);
          default -> AggregateCall.of(AggregateFunction.MAX, 1, bigint, bigint);
        };
    FrameBound start =
        kind == Kind.ROWS ? new FrameBound.Rows(1 - frameRows) : new FrameBound.Range(3, 4, false);
    FrameBound end = kind == Kind.ROWS ? new FrameBound.Rows(0) : new FrameBound.Peers();
    RowType output =
        RowType.of(
            new Field("key", bigint),
            new Field("v", bigint),
            new Field("d", number),
            new Field("ts", timestamp),
            new Field("result", call.type().withNullable(true)));
    StreamTraits traits = new StreamTraits(false, false, List.of(3));
    return new OrderedNode.Over(
        new PhysicalNode.Values(List.of(), input, traits),
        4,
        OverTiming.WATERMARK,
        3,
        List.of(0),
        List.of(new SortKey(3, false, true)),
        List.of(new OverCall.Aggregate(call, new OverFrame(start, end))),
        kind == Kind.ROWS ? -1 : (long) frameRows * PARTITIONS,
        output,
        traits);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long rows() {
    for (int i = 0; i < BATCHES; i++) {
      step();
    }
    return sink.rows;
  }

  private void step() {
    int count = Batch.TARGET_ROWS;
    long[] keys = new long[count];
    long[] values = new long[count];
    double[] numbers = new double[count];
    long[] times = new long[count];
    long[] bounds = new long[count];
    for (int i = 0; i < count; i++) {
      keys[i] = i % PARTITIONS;
      values[i] = random.nextInt(1_000_000);
      numbers[i] = values[i] / 8.0;
      times[i] = nextMillis++;
      bounds[i] = times[i] - (long) frameRows * PARTITIONS + 1;
    }
    Column[] columns = {
      new LongColumn(keys, null),
      new LongColumn(values, null),
      new DoubleColumn(numbers, null),
      new LongColumn(times, null),
      new LongColumn(bounds, null)
    };
    operator.onBatch(new Batch(columns, count), sink);
    operator.onWatermark(nextMillis - 1, sink);
    operator.onStepEnd(sink);
  }
}
