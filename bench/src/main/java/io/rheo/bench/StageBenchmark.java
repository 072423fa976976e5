package io.rheo.bench;

import io.rheo.engine.codegen.Stage;
import io.rheo.engine.codegen.StageCompiler;
import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Filters and projections of Nexmark over bids in batches of 2,048 rows; rows a microsecond. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StageBenchmark {
  private static final int BATCHES = 64;
  private static final int ROWS = Batch.TARGET_ROWS;
  private static final int URL_POOL = 1 << 16;
  private static final int URL_BYTES = 80;

  private static final DataType BIGINT = DataType.of(TypeName.BIGINT);
  private static final DataType BOOLEAN = DataType.of(TypeName.BOOLEAN);
  private static final DataType DOUBLE = DataType.of(TypeName.DOUBLE);
  private static final DataType STRING = DataType.of(TypeName.VARCHAR);

  private static final RowType BID =
      RowType.of(
          new Field("auction", BIGINT),
          new Field("price", BIGINT),
          new Field("amount", DOUBLE),
          new Field("channel", STRING),
          new Field("rate", DataType.decimal(10, 2)),
          new Field("url", STRING));
  private static final Expr AUCTION = new Expr.InputRef(0, BIGINT);
  private static final Expr PRICE = new Expr.InputRef(1, BIGINT);
  private static final Expr AMOUNT = new Expr.InputRef(2, DOUBLE);
  private static final Expr CHANNEL = new Expr.InputRef(3, STRING);
  private static final Expr RATE = new Expr.InputRef(4, DataType.decimal(10, 2));
  private static final Expr URL = new Expr.InputRef(5, STRING);

  private final Batch[] bids = new Batch[BATCHES];
  private final Batch[] bidsWithNulls = new Batch[BATCHES];
  private Stage q1Wide;
  private Stage q1Decimal;
  private Stage q1Double;
  private Stage q2;
  private Stage channelIsApple;
  private Stage sum;
  private Stage parts;
  private Stage letters;

  @Setup
  public void setUp() {
    Random random = new Random(1);
    for (int i = 0; i < BATCHES; i++) {
      bids[i] = batch(random, false);
      bidsWithNulls[i] = batch(random, true);
    }
    Expr discount = new Expr.Literal(new BigDecimal("0.908"), DataType.decimal(4, 3));
    q1Wide = stage(Optional.empty(), AUCTION, call(DataType.decimal(24, 3), "*", discount, PRICE));
    q1Decimal =
        stage(Optional.empty(), AUCTION, call(DataType.decimal(15, 5), "*", discount, RATE));
    q1Double =
        stage(
            Optional.empty(), AUCTION, call(DOUBLE, "*", new Expr.Literal(0.908, DOUBLE), AMOUNT));
    Expr remainder = call(DataType.of(TypeName.INTEGER), "%", AUCTION, literal(123));
    q2 = stage(Optional.of(call(BOOLEAN, "=", remainder, literal(0))), AUCTION, PRICE);
    Expr apple = new Expr.Literal("apple", STRING);
    channelIsApple = stage(Optional.of(call(BOOLEAN, "=", CHANNEL, apple)), AUCTION, PRICE);
    sum = stage(Optional.empty(), call(BIGINT, "+", AUCTION, PRICE));
    parts = stage(Optional.empty(), part(3), part(4), part(5));
    Expr without =
        call(STRING, "REPLACE", URL, new Expr.Literal("c", STRING), new Expr.Literal("", STRING));
    letters = stage(Optional.empty(), call(DataType.of(TypeName.INTEGER), "CHAR_LENGTH", without));
  }

  private static Expr literal(int value) {
    return new Expr.Literal(value, DataType.of(TypeName.INTEGER));
  }

  private static Expr call(DataType type, String operator, Expr... operands) {
    return new Expr.Call(operator, List.of(operands), type);
  }

  private static Expr part(int index) {
    return call(STRING, "SPLIT_INDEX", URL, new Expr.Literal("/", STRING), literal(index));
  }

  private static Stage stage(Optional<Expr> condition, Expr... projections) {
    List<Field> fields = new ArrayList<>();
    for (Expr projection : projections) {
      fields.add(new Field("c" + fields.size(), projection.type()));
    }
    return StageCompiler.compile(BID, condition, List.of(projections), new RowType(fields))
        .newStage(new StageEnvironment("bench", new ErrorLog(), true, () -> 0));
  }

  private static Batch batch(Random random, boolean nulls) {
    long[] auction = new long[ROWS];
    long[] price = new long[ROWS];
    double[] amount = new double[ROWS];
    long[] rate = new long[ROWS];
    long[] valid = Validity.allSet(ROWS);
    byte[] channels = "applegoogleamazon".getBytes(StandardCharsets.UTF_8);
    int[] starts = new int[ROWS];
    int[] lengths = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      boolean isNull = nulls && random.nextInt(10) == 0;
      auction[row] = 1_000L + random.nextInt(60_000);
      price[row] = isNull ? 0 : 100L + random.nextInt(10_000_000);
      amount[row] = price[row];
      rate[row] = price[row];
      int channel = random.nextInt(3);
      starts[row] = channel == 0 ? 0 : channel == 1 ? 5 : 11;
      lengths[row] = channel == 0 ? 5 : 6;
      if (isNull) {
        Validity.clear(valid, row);
      }
    }
    byte[] urls = new byte[URL_POOL];
    random.nextBytes(urls);
    for (int i = 0; i < urls.length; i++) {
      urls[i] = (byte) ((urls[i] & 7) == 0 ? '/' : 'a' + (urls[i] & 15));
    }
    int[] urlStarts = random.ints(ROWS, 0, URL_POOL - URL_BYTES).toArray();
    int[] urlLengths = random.ints(ROWS, URL_BYTES / 2, URL_BYTES).toArray();
    long[] bits = nulls ? valid : null;
    Column[] columns = {
      new LongColumn(auction, null),
      new LongColumn(price, bits),
      new DoubleColumn(amount, bits),
      new BytesColumn(channels, starts, lengths, null),
      new LongColumn(rate, bits),
      new BytesColumn(urls, urlStarts, urlLengths, null)
    };
    return new Batch(columns, ROWS);
  }

  private static long run(Stage stage, Batch[] batches) {
    long rows = 0;
    for (Batch batch : batches) {
      rows += stage.apply(batch).rowCount();
    }
    return rows;
  }

  /** Nexmark q1 on BIGINT: {@code 0.908 * price} is a DECIMAL of 128 bits. */
  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long q1WideDecimal() {
    return run(q1Wide, bids);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long q1Decimal() {
    return run(q1Decimal, bids);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long q1Double() {
    return run(q1Double, bids);
  }

  /** {@code q1} over prices of which one in ten is NULL. */
  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long q1DoubleWithNulls() {
    return run(q1Double, bidsWithNulls);
  }

  /** {@code WHERE MOD(auction, 123) = 0}. */
  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long q2() {
    return run(q2, bids);
  }

  /** {@code WHERE channel = 'apple'}: one row in three. */
  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long stringEquality() {
    return run(channelIsApple, bids);
  }

  /** {@code auction + price}, checked for overflow, without NULLs and with. */
  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long checkedSum() {
    return run(sum, bids);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long checkedSumWithNulls() {
    return run(sum, bidsWithNulls);
  }

  /** Three parts of one text, by {@code SPLIT_INDEX}. */
  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long parts() {
    return run(parts, bids);
  }

  /** {@code CHAR_LENGTH(REPLACE(url, 'c', ''))}. */
  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long letters() {
    return run(letters, bids);
  }
}
