package io.rheo.engine.connector.nexmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.connector.ManualClock;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceReader.Status;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.Tables;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.plan.MemberColumn;
import io.rheo.engine.plan.RowFilter;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NexmarkSourceTest {
  @Test
  void everyFieldIsTheSameWhicheverOthersAreMade() throws Exception {
    TableSpec table = table("events.num", "7000");
    List<String> whole = read(Tables.all(table));
    List<EventKind> kinds = List.of(EventKind.values());
    List<MemberColumn> members = new ArrayList<>();
    for (EventKind kind : kinds) {
      int column = kind.type() + 1;
      int size = table.columns().type(column).children().size();
      IntStream.range(0, size).forEach(i -> members.add(new MemberColumn(column, i)));
    }
    List<List<String>> columns = new ArrayList<>();
    for (MemberColumn member : members) {
      columns.add(read(request(table, List.of(), List.of(member), Optional.empty())));
    }
    assertThat(whole).hasSize(7000);
    for (int row = 0; row < 7000; row++) {
      String kind = whole.get(row).substring(0, 1);
      for (int i = 0; i < members.size(); i++) {
        String value = columns.get(i).get(row);
        boolean isOwn = kind.equals(Integer.toString(members.get(i).column() - 1));
        assertThat(value.equals("NULL")).isNotEqualTo(isOwn);
        if (isOwn) {
          assertThat(whole.get(row)).contains(value);
        }
      }
    }
  }

  @Test
  void leavesOutTheEventsThatNobodyWants() throws Exception {
    TableSpec table = table("events.num", "20000");
    List<MemberColumn> ids =
        List.of(new MemberColumn(1, 0), new MemberColumn(2, 0), new MemberColumn(3, 2));
    List<String> all = read(request(table, List.of(0), ids, Optional.empty()));
    for (List<Long> wanted : List.of(List.of(0L), List.of(2L), List.of(0L, 1L), List.of(7L))) {
      Optional<RowFilter> filter = Optional.of(new RowFilter(0, new TreeSet<>(wanted)));
      assertThat(read(request(table, List.of(0), ids, filter)))
          .isEqualTo(
              all.stream()
                  .filter(row -> wanted.contains(Long.parseLong(row.substring(0, 1))))
                  .toList());
    }
  }

  @Test
  void mixesTheKindsInFixedProportions() throws Exception {
    List<String> kinds = read(request(table("events.num", "100"), List.of(0)));
    assertThat(String.join("", kinds.subList(0, 50))).isEqualTo("0111" + "2".repeat(46));
    assertThat(kinds.subList(50, 100)).isEqualTo(kinds.subList(0, 50));

    TableSpec other =
        table(
            "events.num",
            "6",
            "person.proportion",
            "2",
            "auction.proportion",
            "0",
            "bid.proportion",
            "1");
    assertThat(read(request(other, List.of(0)))).containsExactly("0", "0", "2", "0", "0", "2");
  }

  @Test
  void numbersPeopleAndAuctions() throws Exception {
    TableSpec table = table("events.num", "500", "first-event.rate", "1000");
    assertThat(read(members(table, EventKind.PERSON, "id", "dateTime")))
        .startsWith("1000,2015-07-15 00:00:00.000", "1001,2015-07-15 00:00:00.050")
        .hasSize(10);
    assertThat(read(members(table, EventKind.AUCTION, "id", "dateTime")))
        .startsWith(
            "1000,2015-07-15 00:00:00.001",
            "1001,2015-07-15 00:00:00.002",
            "1002,2015-07-15 00:00:00.003",
            "1003,2015-07-15 00:00:00.051")
        .hasSize(30);
  }

  @Test
  void bidsAreForAuctionsAndByPeopleOfTheTime() throws Exception {
    TableSpec table = table("events.num", "500000");
    int hotAuctions = 0;
    int hotBidders = 0;
    List<String> bids = read(members(table, EventKind.BID, "auction", "bidder"));
    for (int i = 0; i < bids.size(); i++) {
      long epoch = i / 46;
      String[] ids = bids.get(i).split(",", -1);
      long lastAuction = 1000 + 3 * epoch + 2;
      assertThat(Long.parseLong(ids[0])).isBetween(lastAuction - 102, lastAuction + 10);
      assertThat(Long.parseLong(ids[1])).isBetween(1000 + epoch - 1000, 1000 + epoch + 10);
      hotAuctions += (lastAuction - 1000) / 100 * 100 + 1000 == Long.parseLong(ids[0]) ? 1 : 0;
      hotBidders += epoch / 100 * 100 + 1001 == Long.parseLong(ids[1]) ? 1 : 0;
    }
    assertThat(hotAuctions / (double) bids.size()).isBetween(0.49, 0.52);
    assertThat(hotBidders / (double) bids.size()).isBetween(0.74, 0.77);
  }

  @Test
  void fieldsDoNotGoInStep() throws Exception {
    List<String> rows =
        read(members(table("events.num", "200000"), EventKind.BID, "bidder", "price"));
    double hot = meanLogPrice(rows, true);
    double cold = meanLogPrice(rows, false);
    assertThat(hot).isBetween(4.97, 5.03); // 10 to the power of 2 … 8
    assertThat(cold).isBetween(4.97, 5.03);
  }

  private static double meanLogPrice(List<String> rows, boolean even) {
    return rows.stream()
        .map(row -> row.split(",", -1))
        .filter(row -> Long.parseLong(row[0]) % 2 == 0 == even)
        .mapToDouble(row -> Math.log10(Double.parseDouble(row[1])))
        .average()
        .orElseThrow();
  }

  @Test
  void anotherSeedGivesOtherEvents() throws Exception {
    List<String> first = read(members(table("events.num", "500"), EventKind.BID, "price", "extra"));
    List<String> again = read(members(table("events.num", "500"), EventKind.BID, "price", "extra"));
    List<String> other =
        read(members(table("events.num", "500", "seed", "1"), EventKind.BID, "price", "extra"));
    assertThat(again).isEqualTo(first);
    assertThat(other).doesNotContainAnyElementsOf(first);
  }

  @Test
  void fillsEventsUpToTheirAverageSize() throws Exception {
    TableSpec table = table("events.num", "50000", "bid.avg-size", "1kb");
    List<String> extras = read(members(table, EventKind.BID, "extra"));
    double average = extras.stream().mapToInt(String::length).average().orElseThrow();
    assertThat(average).isBetween(980.0, 1004.0);
  }

  @Test
  void keepsToTheClockIfAsked() throws Exception {
    TableSpec table = table("max-emit-speed", "false", "first-event.rate", "1000");
    ManualClock clock = new ManualClock(5_000);
    SourceRequest request = request(table, List.of(0));
    CollectingOutput output = new CollectingOutput(request.rowType());
    try (SourceReader reader =
        new NexmarkConnector().source(request).open(new SourceEnvironment(new ErrorLog(), clock))) {
      assertThat(reader.poll(0, output)).isEqualTo(Status.IDLE);
      assertThat(output.rows()).hasSize(1);
      clock.advance(100);
      assertThat(reader.poll(0, output)).isEqualTo(Status.IDLE);
      assertThat(output.rows()).hasSize(101);
    }
  }

  /** Whichever kind has most of the rows, and wherever in an epoch a batch begins and ends. */
  @Test
  void makesTheSameEventsInBatchesOfAnySize() throws Exception {
    for (int[] proportions : new int[][] {{1, 3, 46}, {7, 2, 1}, {1, 2, 0}, {2100, 1, 2000}}) {
      List<String> options =
          List.of(
              "events.num", "9000",
              "first-event.rate", "1000",
              "person.proportion", Integer.toString(proportions[0]),
              "auction.proportion", Integer.toString(proportions[1]),
              "bid.proportion", Integer.toString(proportions[2]));
      List<String> paced = new ArrayList<>(options);
      paced.addAll(List.of("max-emit-speed", "false"));
      assertThat(readByTheClock(Tables.all(table(paced.toArray(String[]::new)))))
          .isEqualTo(read(Tables.all(table(options.toArray(String[]::new)))));
    }
  }

  /** Some milliseconds pass between two polls, and an event is due in each of them. */
  private static List<String> readByTheClock(SourceRequest request) throws InterruptedException {
    CollectingOutput output = new CollectingOutput(request.rowType());
    ManualClock clock = new ManualClock(5_000);
    Random random = new Random(11);
    try (SourceReader reader =
        new NexmarkConnector().source(request).open(new SourceEnvironment(new ErrorLog(), clock))) {
      while (reader.poll(0, output) != Status.FINISHED) {
        clock.advance(random.nextInt(150));
      }
    }
    return output.rows();
  }

  @Test
  void refusesWhatItCannotMake() {
    assertThatThrownBy(
            () ->
                open(
                    table(
                        "bid.proportion",
                        "0",
                        "person.proportion",
                        "0",
                        "auction.proportion",
                        "0")))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("bid.proportion");
    assertThatThrownBy(() -> open(table("base-time", "soon"))).isInstanceOf(OptionException.class);
    assertThatThrownBy(() -> open(table("first-event.rate", "0")))
        .isInstanceOf(OptionException.class);
    assertThatThrownBy(() -> open(table("event.rate", "10"))).isInstanceOf(OptionException.class);
    assertThatThrownBy(
            () -> open(spec(RowType.of(new Field("offer", DataType.of(TypeName.BIGINT))))))
        .isInstanceOf(OptionException.class)
        .hasMessage("connector 'nexmark' has no column 'offer'");
    DataType wrong = DataType.row(List.of(new Field("price", DataType.of(TypeName.DOUBLE))));
    assertThatThrownBy(() -> open(spec(RowType.of(new Field("bid", wrong)))))
        .isInstanceOf(OptionException.class)
        .hasMessage("column 'bid.price' of connector 'nexmark' cannot be DOUBLE");
  }

  private static void open(TableSpec table) {
    new NexmarkConnector().source(Tables.all(table));
  }

  private static List<String> read(SourceRequest request) throws InterruptedException {
    return CollectingOutput.readAll(request, new ErrorLog());
  }

  private static SourceRequest members(TableSpec table, EventKind kind, String... names) {
    int column = kind.type() + 1;
    List<String> all = table.columns().type(column).children().stream().map(Field::name).toList();
    List<MemberColumn> members =
        List.of(names).stream().map(name -> new MemberColumn(column, all.indexOf(name))).toList();
    RowFilter filter = new RowFilter(0, new TreeSet<>(List.of((long) kind.type())));
    return request(table, List.of(), members, Optional.of(filter));
  }

  private static SourceRequest request(TableSpec table, List<Integer> physical) {
    return request(table, physical, List.of(), Optional.empty());
  }

  private static SourceRequest request(
      TableSpec table,
      List<Integer> physical,
      List<MemberColumn> members,
      Optional<RowFilter> filter) {
    List<Field> fields = new ArrayList<>();
    physical.forEach(column -> fields.add(table.columns().fields().get(column)));
    members.forEach(
        member ->
            fields.add(table.columns().type(member.column()).children().get(member.member())));
    return new SourceRequest(table, physical, List.of(), new RowType(fields), members, filter);
  }

  private static TableSpec table(String... options) {
    List<Field> columns = new ArrayList<>();
    columns.add(new Field("event_type", DataType.of(TypeName.INTEGER)));
    for (EventKind kind : EventKind.values()) {
      List<Field> members =
          EventTable.fields(kind, fieldsOnly()).stream()
              .map(field -> new Field(field.name(), DataType.of(field.type())))
              .toList();
      columns.add(new Field(kind.column(), DataType.row(members)));
    }
    return spec(new RowType(columns), options);
  }

  /** For the names and types of fields any configuration will do. */
  private static NexmarkConfig fieldsOnly() {
    return NexmarkOptions.read(spec(RowType.of()));
  }

  private static TableSpec spec(RowType columns, String... options) {
    List<String> all = new ArrayList<>(List.of("connector", "nexmark"));
    all.addAll(List.of(options));
    return Tables.table(columns, all.toArray(String[]::new));
  }
}
