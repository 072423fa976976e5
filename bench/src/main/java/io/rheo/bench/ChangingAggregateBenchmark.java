package io.rheo.bench;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.aggregate.GroupAggregateOperator;
import io.rheo.engine.plan.PhysicalNode;
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
 * Changes per second of one aggregate over one group whose rows are updated. A change takes a
 * random row back and adds another one; a step has 100 changes and ends with the group's result.
 * What matters is that a thousand times the rows cost the logarithm of that.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ChangingAggregateBenchmark {
  private static final int CHANGES = 100;
  private static final int TEXT_BYTES = 40;

  @Param({"10", "1000", "1000000"})
  public int groupRows;

  @Param public Call call;

  @Param public Width width;

  private final SplittableRandom random = new SplittableRandom(1);
  private long[] values;
  private OneInputOperator operator;
  private Sink sink;

  /** The aggregate. */
  public enum Call {
    COUNT,
    COUNT_DISTINCT,
    MAX,
    PERCENTILE,
    MODE,
    LAST_VALUE
  }

  /** A number of one word, or a text of forty bytes. */
  public enum Width {
    BIGINT,
    TEXT
  }

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
    values = new long[groupRows];
    operator = new GroupAggregateOperator(plan(), OperatorMetrics.unshared("aggregate"));
    sink = new Sink();
    for (int from = 0; from < groupRows; from += CHANGES) {
      int count = Math.min(CHANGES, groupRows - from);
      long[] rows = new long[count];
      int[] weights = new int[count];
      for (int i = 0; i < count; i++) {
        values[from + i] = value();
        rows[i] = values[from + i];
        weights[i] = 1;
      }
      step(rows, weights);
    }
  }

  /** So many that some come twice. */
  private long value() {
    return random.nextLong(4L * groupRows);
  }

  private PhysicalNode.GroupAggregate plan() {
    DataType bigint = DataType.of(TypeName.BIGINT);
    DataType type = width == Width.BIGINT ? bigint : DataType.of(TypeName.VARCHAR);
    RowType input = RowType.of(new Field("key", bigint.notNull()), new Field("v", type.notNull()));
    AggregateCall aggregate =
        switch (call) {
          case COUNT -> AggregateCall.of(AggregateFunction.COUNT, 1, type, bigint);
          case COUNT_DISTINCT ->
              AggregateCall.of(AggregateFunction.COUNT, 1, type, bigint).withDistinct(true);
          case MAX -> AggregateCall.of(AggregateFunction.MAX, 1, type, type);
          case PERCENTILE ->
              AggregateCall.of(
                  new AggregateFunction("PERCENTILE_DISC", List.of(false, 0.5)), 1, type, type);
          case MODE, LAST_VALUE ->
              AggregateCall.of(AggregateFunction.of(call.name()), 1, type, type);
        };
    RowType output =
        RowType.of(new Field("key", bigint.notNull()), new Field("result", aggregate.type()));
    StreamTraits traits = new StreamTraits(true, false, List.of());
    return new PhysicalNode.GroupAggregate(
        new PhysicalNode.Values(List.of(), input, traits),
        List.of(0),
        List.of(aggregate),
        output,
        traits);
  }

  @Benchmark
  @OperationsPerInvocation(CHANGES)
  public long changes() {
    long[] rows = new long[2 * CHANGES];
    int[] weights = new int[2 * CHANGES];
    for (int i = 0; i < CHANGES; i++) {
      int changed = random.nextInt(groupRows);
      rows[2 * i] = values[changed];
      weights[2 * i] = -1;
      values[changed] = value();
      rows[2 * i + 1] = values[changed];
      weights[2 * i + 1] = 1;
    }
    step(rows, weights);
    return sink.rows;
  }

  private void step(long[] rows, int[] weights) {
    Column[] columns = {new LongColumn(new long[rows.length], null), column(rows)};
    operator.onBatch(new Batch(columns, rows.length, weights), sink);
    operator.onStepEnd(sink);
  }

  private Column column(long[] rows) {
    if (width == Width.BIGINT) {
      return new LongColumn(rows, null);
    }
    byte[] bytes = new byte[TEXT_BYTES * rows.length];
    int[] starts = new int[rows.length];
    int[] lengths = new int[rows.length];
    Arrays.fill(bytes, (byte) 'x');
    Arrays.fill(lengths, TEXT_BYTES);
    for (int row = 0; row < rows.length; row++) {
      starts[row] = row * TEXT_BYTES;
      long left = rows[row];
      for (int at = starts[row] + TEXT_BYTES - 1; left > 0; at--) {
        bytes[at] = (byte) ('0' + left % 10);
        left /= 10;
      }
    }
    return new BytesColumn(bytes, starts, lengths, null);
  }
}
