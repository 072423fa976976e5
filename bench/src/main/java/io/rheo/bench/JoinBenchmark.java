package io.rheo.bench;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Operator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.join.RegularJoinOperator;
import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RegularJoin;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
 * Rows per second of the left side of a join on a BIGINT, each row with a text of 100 bytes that is
 * its own; from an empty join to half a million rows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JoinBenchmark {
  private static final int BATCH_ROWS = 2_000;
  private static final int BATCHES = 250;
  private static final int TEXT_BYTES = 100;
  private static final DataType BIGINT = DataType.of(TypeName.BIGINT);
  private static final RowType ROW =
      RowType.of(new Field("key", BIGINT), new Field("text", DataType.of(TypeName.VARCHAR)));

  /** How the right side comes. */
  public enum Right {
    /** A row for twenty of the left, and each row of the left meets one that came before. */
    ALONG,
    /** A few rows once the left side is there, as the result of an aggregate does. */
    FEW_LATER,
    /** All rows before the left side, which need not be kept then. */
    ENDED
  }

  @Param public Right right;

  private Batch[] lefts;
  private Batch[] rights;

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
    SplittableRandom random = new SplittableRandom(1);
    lefts = new Batch[BATCHES];
    rights = new Batch[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      int perBatch = BATCH_ROWS / 20;
      long[] keys = new long[perBatch];
      for (int row = 0; row < perBatch; row++) {
        keys[row] = (long) i * perBatch + row;
      }
      rights[i] = batch(keys, random);
      long bound = (right == Right.ALONG ? i + 1L : BATCHES) * perBatch;
      lefts[i] = batch(random.longs(BATCH_ROWS, 0, bound).toArray(), random);
    }
  }

  private static Batch batch(long[] keys, SplittableRandom random) {
    byte[] bytes = new byte[keys.length * TEXT_BYTES];
    random.nextBytes(bytes);
    int[] starts = new int[keys.length];
    int[] lengths = new int[keys.length];
    for (int row = 0; row < keys.length; row++) {
      starts[row] = row * TEXT_BYTES;
      lengths[row] = TEXT_BYTES;
    }
    Column[] columns = {new LongColumn(keys, null), new BytesColumn(bytes, starts, lengths, null)};
    return new Batch(columns, keys.length);
  }

  private static RegularJoin plan() {
    StreamTraits traits = new StreamTraits(false, false, List.of());
    PhysicalNode input = new PhysicalNode.Values(List.of(), ROW, traits);
    return new RegularJoin(
        input,
        input,
        JoinKind.INNER,
        List.of(new JoinKey(0, 0, false)),
        Optional.empty(),
        List.of(0, 1, 3),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        RowType.of(ROW.fields().get(0), ROW.fields().get(1), ROW.fields().get(1)),
        traits);
  }

  @Benchmark
  @OperationsPerInvocation(BATCHES * BATCH_ROWS)
  public long rows() {
    Sink sink = new Sink();
    MultiInputOperator join =
        new RegularJoinOperator(
            plan(), new StageEnvironment("Join", new ErrorLog(), true, () -> 0));
    if (right == Right.ENDED) {
      for (Batch batch : rights) {
        join.onBatch(1, batch, sink);
      }
      join.onInputWatermark(1, Operator.END_OF_INPUT, sink);
    }
    for (int i = 0; i < BATCHES; i++) {
      if (right == Right.ALONG) {
        join.onBatch(1, rights[i], sink);
      }
      join.onBatch(0, lefts[i], sink);
      join.onStepEnd(sink);
    }
    if (right == Right.FEW_LATER) {
      join.onBatch(1, rights[0], sink);
    }
    return sink.rows;
  }
}
