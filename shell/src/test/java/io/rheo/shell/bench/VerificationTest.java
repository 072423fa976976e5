package io.rheo.shell.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.shell.bench.Verification.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The answers that {@code rheo bench --verify} compares with are those of DuckDB over the same
 * events. {@code -Dnexmark.update=true} writes them anew, which is needed after the generator or a
 * query has changed.
 */
@Timeout(600)
class VerificationTest {
  private static final Path QUERIES = Path.of("../queries/nexmark");
  private static final Path ORACLES = Path.of("../engine/src/test/nexmark");
  private static final boolean UPDATE = Boolean.getBoolean("nexmark.update");

  @TempDir private Path directory;

  @Test
  void expectsWhatDuckDbAnswers() throws Exception {
    Map<String, Answer> answers = new LinkedHashMap<>();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      for (StoredEvents.Kind kind : StoredEvents.Kind.values()) {
        statement.execute(load(kind));
      }
      for (String query : names()) {
        answers.put(query, answer(query, statement));
      }
    }
    if (UPDATE) {
      Verification.write(answers, QUERIES);
    }
    Verification expected = Verification.read(QUERIES);
    answers.forEach((query, answer) -> assertThat(expected.of(query)).as(query).contains(answer));
  }

  @Test
  void rightAnswersAreFound() throws Exception {
    Verification verification = Verification.read(QUERIES);
    for (String query : List.of("q3", "q5", "q10", "q12", "q19")) {
      assertThat(verification.difference(BenchQuery.read(QUERIES, query), EventSource.GENERATOR, 2))
          .as(query)
          .isEmpty();
    }
  }

  @Test
  void wrongAnswersAreTold() throws Exception {
    BenchQuery query = BenchQuery.read(QUERIES, "q2");
    BenchQuery changed =
        new BenchQuery(
            "q2", query.statements().stream().map(s -> s.replace("123", "124")).toList());
    assertThat(changed).isNotEqualTo(query);
    assertThat(Verification.read(QUERIES).difference(changed, EventSource.GENERATOR, 1))
        .hasValueSatisfying(difference -> assertThat(difference).startsWith("wrong answer for"));
  }

  private static List<String> names() {
    return IntStream.rangeClosed(0, 22).mapToObj(number -> "q" + number).toList();
  }

  /** The events in their order, whose place is the column {@code seq}. */
  private String load(StoredEvents.Kind kind) throws Exception {
    BenchQuery tables = BenchQuery.tables(QUERIES);
    Path written = directory.resolve(kind.view());
    new EventWriter(tables, kind, Verification.VOLUME)
        .write(
            StoredEvents.options(
                "connector", "filesystem", "path", written.toString(), "format", "json"));
    String times =
        Stream.of("dateTime", "expires")
            .filter(time -> time.equals("dateTime") || kind == StoredEvents.Kind.AUCTION)
            .map("CAST(\"%1$s\" AS TIMESTAMP) AS \"%1$s\""::formatted)
            .collect(Collectors.joining(", "));
    return ("CREATE TABLE %s AS SELECT row_number() OVER () AS seq, * REPLACE (%s)"
            + " FROM read_json('%s')")
        .formatted(kind.view(), times, onlyFile(written));
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  /** Reads DuckDB's answer as a table of the columns that the query has here. */
  private Answer answer(String name, Statement duckDb)
      throws IOException, SQLException, InterruptedException {
    BenchQuery query = BenchQuery.read(QUERIES, name);
    Path file = directory.resolve(name + ".json");
    ResultHash result = new ResultHash();
    try (BenchSession session =
        BenchSession.open(
            BenchConnectors.config(
                BenchConnectors.options(Verification.VOLUME, OptionalLong.empty()),
                result,
                Probe.NONE),
            1)) {
      query.preparations().forEach(session::execute);
      RowType columns =
          session.columns(query.isInsert() ? "SELECT * FROM " + query.target() : query.query());
      duckDb.execute(
          "COPY (SELECT %s FROM (%s) AS answer (%s)) TO '%s' (FORMAT json)"
              .formatted(
                  list(columns, VerificationTest::cast),
                  Files.readString(ORACLES.resolve(name + ".sql")),
                  list(columns, (type, column) -> column),
                  file));
      session.execute(
          "CREATE TABLE answer (%s) WITH %s"
              .formatted(
                  list(columns, (type, column) -> column + " " + type),
                  StoredEvents.options(
                      "connector",
                      "filesystem",
                      "path",
                      file.toString(),
                      "format",
                      "json",
                      "json.ignore-parse-errors",
                      "false")));
      session.insert(BenchRun.intoSink(session, "SELECT * FROM answer", BenchConnectors.SINK));
    }
    return new Answer(result.rows(), result.hash());
  }

  private interface ColumnText {
    String of(io.rheo.engine.type.DataType type, String name);
  }

  private static String list(RowType columns, ColumnText text) {
    return String.join(
        ", ",
        IntStream.range(0, columns.size())
            .mapToObj(i -> text.of(columns.type(i).withNullable(true), "c" + i))
            .toList());
  }

  /** The average of integers is an integer here. */
  private static String cast(io.rheo.engine.type.DataType type, String column) {
    boolean isWhole = type.name() == TypeName.BIGINT;
    return isWhole ? "CAST(trunc(" + column + ") AS BIGINT) AS " + column : column;
  }
}
