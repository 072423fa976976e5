package io.rheo.bench;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.nexmark.NexmarkConnector;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.plan.MemberColumn;
import io.rheo.engine.plan.RowFilter;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the events of the Nexmark benchmark, on one thread and with no query. Prints million events
 * a second of processor time: the median and range of several rounds.
 */
public final class GeneratorBenchmark {
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 300_000_000L;
  private static final int TYPE = 0; // columns: after the type person, auction and bid
  private static final int BID = 3;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private GeneratorBenchmark() {}

  /** Runs all; an argument is a part of the name of those to run. */
  public static void main(String[] arguments) throws InterruptedException {
    String only = arguments.length > 0 ? arguments[0] : "";
    List<MemberColumn> all =
        Stream.of(members(1, 8), members(2, 10), members(BID, 7)).flatMap(List::stream).toList();
    run(only, "all kinds, all columns", true, all, Optional.empty());
    run(only, "people and auctions", false, all.subList(0, 18), kinds(0, 1));
    run(only, "bids, all columns", false, members(BID, 7), kinds(2));
    for (int i = 0; i < 7; i++) {
      MemberColumn member = new MemberColumn(BID, i);
      run(
          only,
          "bids, " + table().columns().type(BID).children().get(i).name(),
          false,
          List.of(member),
          kinds(2));
    }
  }

  private static List<MemberColumn> members(int column, int count) {
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(member -> new MemberColumn(column, member))
        .toList();
  }

  private static Optional<RowFilter> kinds(long... types) {
    return Optional.of(new RowFilter(0, new TreeSet<>(Arrays.stream(types).boxed().toList())));
  }

  /**
   * @param typed whether the kind of each event is a column, too
   */
  private static void run(
      String only,
      String name,
      boolean typed,
      List<MemberColumn> members,
      Optional<RowFilter> filter)
      throws InterruptedException {
    if (!name.contains(only)) {
      return;
    }
    TableSpec table = table();
    List<Integer> physical = typed ? List.of(TYPE) : List.of();
    List<Field> fields = new ArrayList<>();
    physical.forEach(column -> fields.add(table.columns().fields().get(column)));
    for (MemberColumn member : members) {
      fields.add(table.columns().type(member.column()).children().get(member.member()));
    }
    SourceRequest request =
        new SourceRequest(table, physical, List.of(), new RowType(fields), members, filter);
    SourceReader reader =
        new NexmarkConnector()
            .source(request)
            .open(new SourceEnvironment(new ErrorLog(), Clock.systemUTC()));
    Counter counter = new Counter();
    double[] rates = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long before = counter.rows;
      long start = THREADS.getCurrentThreadCpuTime();
      long elapsed;
      do {
        reader.poll(0, counter);
        elapsed = THREADS.getCurrentThreadCpuTime() - start;
      } while (elapsed < ROUND_NANOS);
      rates[round] = (counter.rows - before) * 1e3 / elapsed;
    }
    Arrays.sort(rates, 1, ROUNDS); // the first round is for warming up
    System.out.printf(
        "%-24s %6.2f M rows/s (%.2f-%.2f)%n",
        name, rates[1 + ROUNDS / 2], rates[1], rates[ROUNDS - 1]);
  }

  private static TableSpec table() {
    List<Field> columns = new ArrayList<>();
    columns.add(new Field("event_type", DataType.of(TypeName.INTEGER)));
    columns.add(row("person", "id name- emailAddress- creditCard- city- state- dateTime@ extra-"));
    columns.add(
        row(
            "auction",
            "id itemName- description- initialBid reserve dateTime@ expires@ seller category"
                + " extra-"));
    columns.add(row("bid", "auction bidder price channel- url- dateTime@ extra-"));
    return new TableSpec(
        "t",
        new RowType(columns),
        Map.of("connector", "nexmark", "first-event.rate", "1000000"),
        List.of());
  }

  /** Members of type BIGINT, VARCHAR (name-) or TIMESTAMP (name@). */
  private static Field row(String name, String members) {
    List<Field> fields = new ArrayList<>();
    for (String member : members.split(" ", -1)) {
      TypeName type =
          member.endsWith("-")
              ? TypeName.VARCHAR
              : member.endsWith("@") ? TypeName.TIMESTAMP : TypeName.BIGINT;
      fields.add(new Field(member.replaceAll("[-@]", ""), DataType.of(type)));
    }
    return new Field(name, DataType.row(fields));
  }

  /** Counts the rows. */
  private static final class Counter implements SourceOutput {
    private long rows;

    @Override
    public void splitAdded(int split, String name) {}

    @Override
    public void rows(int split, Batch batch) {
      rows += batch.rowCount();
    }

    @Override
    public void splitCaughtUp(int split) {}

    @Override
    public void splitFinished(int split) {}

    @Override
    public long watermark(int split) {
      return Long.MIN_VALUE;
    }
  }
}
