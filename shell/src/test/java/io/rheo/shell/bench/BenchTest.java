package io.rheo.shell.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.shell.command.BenchComparison;
import io.rheo.shell.command.BenchInput;
import io.rheo.shell.command.BenchRequest;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BenchTest {
  private static final Path QUERIES = Path.of("../queries/nexmark");
  private static final BenchInput FILES =
      new BenchInput(BenchInput.Kind.FILE, Optional.empty(), Optional.empty());
  private static final RowType ROW =
      RowType.of(
          new Field("id", DataType.of(TypeName.BIGINT)),
          new Field("name", DataType.of(TypeName.VARCHAR)));

  @TempDir private Path events;

  @Test
  void measuresAQuery() throws Exception {
    int longerThanTicks = 1_000_000; // the system counts a process's time in ticks of 10 ms
    Measurement first = run("q22", longerThanTicks, OptionalLong.empty());
    Measurement again = run("q22", longerThanTicks, OptionalLong.empty());
    assertThat(first.events()).isEqualTo(longerThanTicks);
    assertThat(first.rows()).isPositive().isEqualTo(first.changes());
    assertThat(first.cpuSeconds()).isPositive();
    assertThat(first.peakBytes()).isPositive();
    assertThat(first.eventsPerUnit()).isPositive();
    assertThat(first.generatorSeconds().orElseThrow()).isPositive().isLessThan(first.cpuSeconds());
    assertThat(again.hash()).isEqualTo(first.hash()).isNotZero();
    assertThat(again.rows()).isEqualTo(first.rows());
  }

  @Test
  void countsTheRowsThatAreLeft() throws Exception {
    int severalSteps = 200_000;
    Measurement topTen =
        new BenchRun(
                BenchQuery.read(QUERIES, "q19"),
                EventSource.GENERATOR,
                new EventSource.Volume(severalSteps, 10_000),
                OptionalLong.empty(),
                2)
            .measure();
    assertThat(topTen.rows()).isPositive().isLessThan(topTen.changes());
    assertThat(topTen.generatorSeconds()).as("of several workers").isEmpty();
  }

  @Test
  void tellsLatenciesAtAGivenRate() throws Exception {
    Measurement.Latency latency = run("q0", OptionalLong.of(100_000)).latency().orElseThrow();
    assertThat(latency.p50()).isPositive().isLessThanOrEqualTo(latency.p99());
    assertThat(latency.p99()).isLessThanOrEqualTo(latency.p999());
  }

  @Test
  void printsAnObjectALine() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(bench(out, request("generator"))).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("{\"query\":\"generator\",\"events\":50000,")
        .contains("\"events_per_core_second\":", "\"changes\":50000,")
        .endsWith("}\n");
  }

  @Test
  void readsTheSameEventsFromFilesWhichItWritesOnce() throws Exception {
    Measurement made = run("q3", OptionalLong.empty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(bench(out, request("q3", FILES))).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"rows\":" + made.rows() + ",\"hash\":\"%016x\"".formatted(made.hash()));
    List<Path> written = files();
    assertThat(written).hasSize(2).allMatch(folder -> folder.toString().contains("50000-10000-"));

    assertThat(bench(out, request("q3", FILES))).isEqualTo(ExitCode.DONE);
    assertThat(files()).isEqualTo(written);
    assertThat(bench(out, request("generator", FILES))).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void variantsHaveTheColumnsOfTheirQueries() throws Exception {
    QueryFolder folder = new QueryFolder(QUERIES);
    assertThat(folder.variants("q5")).isNotEmpty();
    for (String query : folder.queries(BenchInput.Kind.FILE)) {
      for (String variant : folder.variants(query)) {
        assertThat(QueryFolder.original(variant)).isEqualTo(query);
        assertThat(columns(variant)).as(variant).isEqualTo(columns(query));
      }
    }
  }

  private static int columns(String name) throws IOException {
    BenchQuery query = BenchQuery.read(QUERIES, name);
    try (BenchSession session =
        BenchSession.open(
            BenchConnectors.config(java.util.Map.of(), new ResultHash(), Probe.NONE), 1)) {
      query.preparations().forEach(session::execute);
      return session.columns(query.query()).size();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(events)) {
      return files.sorted().toList();
    }
  }

  @Test
  void namesTheQueriesThereAre() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(bench(out, request("q99"))).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("no query 'q99'", "generator, generator-bid, q0");
  }

  @Test
  void hashesRowsWhateverTheirOrderAndWhatWasTakenBackAway() {
    ResultHash inOrder = new ResultHash();
    inOrder.add(rows(1, "one", 2, "a name of more than eight bytes"));
    ResultHash other = new ResultHash();
    other.add(rows(2, "a name of more than eight bytes", 3, "three"));
    other.add(rows(1, "one", 3, "three").withWeights(new int[] {1, -1}));
    assertThat(other.hash()).isEqualTo(inOrder.hash());
    assertThat(other.rows()).isEqualTo(inOrder.rows()).isEqualTo(2);
    assertThat(other.changes()).isEqualTo(4);

    ResultHash swapped = new ResultHash();
    swapped.add(rows(2, "one", 1, "a name of more than eight bytes"));
    assertThat(swapped.hash()).isNotEqualTo(inOrder.hash());
  }

  private static Batch rows(long id, String name, long otherId, String otherName) {
    BatchBuilder rows = new BatchBuilder(ROW);
    append(rows, id, name);
    append(rows, otherId, otherName);
    return rows.build();
  }

  private static void append(BatchBuilder rows, long id, String name) {
    ((LongBuilder) rows.column(0)).append(id);
    ((BytesBuilder) rows.column(1)).append(name);
    rows.endRow();
  }

  private static Measurement run(String query, OptionalLong rate) throws Exception {
    return run(query, 50_000, rate);
  }

  private static Measurement run(String query, int events, OptionalLong rate) throws Exception {
    return new BenchRun(
            BenchQuery.read(QUERIES, query),
            EventSource.GENERATOR,
            new EventSource.Volume(events, 10_000),
            rate,
            1)
        .measure();
  }

  private static BenchRequest request(String query, BenchInput input) {
    return new BenchRequest(
        List.of(query),
        50_000,
        10_000,
        OptionalLong.empty(),
        2,
        input,
        false,
        1,
        true,
        BenchComparison.NONE,
        true);
  }

  private static BenchRequest request(String query) {
    return request(query, BenchInput.GENERATOR);
  }

  private int bench(ByteArrayOutputStream out, BenchRequest request) throws Exception {
    PrintStream err = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Bench(new Console(out, err, false, false), QUERIES, events).run(request);
  }
}
