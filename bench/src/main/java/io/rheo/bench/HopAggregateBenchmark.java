package io.rheo.bench;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.window.WindowAggregates;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
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
 * Rows per second of a sliding-window aggregate by key (10 s windows every 2 s) over batches in
 * memory: 200,000 rows a second of event time, 10,000 keys in uniform use. An invocation is 2 s of
 * event time, so that one window closes in each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HopAggregateBenchmark {
  private static final int ROWS_PER_SECOND = 200_000;
  private static final int KEYS = 10_000;
  private static final int SLIDE_MILLIS = 2_000;
  private static final int ROWS = ROWS_PER_SECOND * SLIDE_MILLIS / 1000;

  /** What is grouped by: a number, a string that fits into a word, one that does not. */
  public enum Key {
    LONG,
    NULLABLE_LONG,
    SHORT_STRING,
    LONG_STRING
  }

  @Param public Key key;

  @Param({"COUNT", "COUNT_SUM_AVG", "MAX"})
  public String aggregates;

  private final List<Batch> batches = new ArrayList<>();
  private OneInputOperator operator;
  private long shiftMillis;
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
    batches.clear();
    SplittableRandom random = new SplittableRandom(1);
    for (int from = 0; from < ROWS; from += Batch.TARGET_ROWS) {
      batches.add(batch(from, Math.min(Batch.TARGET_ROWS, ROWS - from), random));
    }
    operator = WindowAggregates.operator(plan(), OperatorMetrics.unshared("hop"));
    shiftMillis = 0;
    sink = new Sink();
  }

  private Batch batch(int from, int count, SplittableRandom random) {
    long[] values = new long[count];
    long[] times = new long[count];
    long[] keys = new long[count];
    BytesBuilder strings = new BytesBuilder();
    for (int i = 0; i < count; i++) {
      keys[i] = random.nextInt(KEYS);
      values[i] = random.nextLong(1_000_000);
      times[i] = (from + i) * 1000L / ROWS_PER_SECOND;
      strings.append((key == Key.LONG_STRING ? "customer-" : "") + keys[i]);
    }
    boolean text = key == Key.SHORT_STRING || key == Key.LONG_STRING;
    Column keyColumn = text ? strings.build() : new LongColumn(keys, null);
    return new Batch(
        new Column[] {keyColumn, new LongColumn(values, null), new LongColumn(times, null)}, count);
  }

  private WindowNode.WindowAggregate plan() {
    DataType bigint = DataType.of(TypeName.BIGINT).notNull();
    DataType timestamp = DataType.of(TypeName.TIMESTAMP).notNull();
    RowType input =
        RowType.of(
            new Field("key", keyType()), new Field("value", bigint), new Field("ts", timestamp));
    List<AggregateCall> calls =
        switch (aggregates) {
          case "COUNT" -> List.of(call(AggregateFunction.COUNT, bigint));
          case "MAX" -> List.of(call(AggregateFunction.MAX, bigint));
          default ->
              List.of(
                  call(AggregateFunction.COUNT, bigint),
                  call(AggregateFunction.SUM, bigint),
                  call(AggregateFunction.AVG, DataType.of(TypeName.DOUBLE)));
        };
    StreamTraits traits = new StreamTraits(false, false, List.of(2));
    return new WindowNode.WindowAggregate(
        new PhysicalNode.Values(List.of(), input, traits),
        new TimeWindow.Fixed(SLIDE_MILLIS, 5 * SLIDE_MILLIS, 0),
        2,
        List.of(0),
        calls,
        List.of(WindowProperty.WINDOW_START, WindowProperty.WINDOW_END),
        EmitMode.ON_WINDOW_CLOSE,
        input,
        traits);
  }

  private DataType keyType() {
    return switch (key) {
      case LONG -> DataType.of(TypeName.BIGINT).notNull();
      case NULLABLE_LONG -> DataType.of(TypeName.BIGINT);
      case SHORT_STRING, LONG_STRING -> DataType.of(TypeName.VARCHAR);
    };
  }

  private static AggregateCall call(AggregateFunction function, DataType type) {
    DataType bigint = DataType.of(TypeName.BIGINT).notNull();
    return AggregateCall.of(function, 1, bigint, type);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long rows() {
    for (Batch batch : batches) {
      operator.onBatch(later(batch), sink);
    }
    shiftMillis += SLIDE_MILLIS;
    operator.onWatermark(shiftMillis - 1, sink);
    return sink.rows;
  }

  /** The same rows, {@link #shiftMillis} later; about 1 ns a row of the figure. */
  private Batch later(Batch batch) {
    long[] times = batch.longs(2);
    long[] shifted = new long[batch.rowCount()];
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = times[i] + shiftMillis;
    }
    Column[] columns = {batch.column(0), batch.column(1), new LongColumn(shifted, null)};
    return new Batch(columns, batch.rowCount());
  }
}
