package io.rheo.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.shell.command.Console;
import io.rheo.shell.command.ExitCode;
import io.rheo.shell.command.RheoCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rheo run} as a script sees it: what is on which stream, and the exit code. */
@Timeout(120)
class RunTest {
  private static final String TABLE =
      """
      CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
      WITH ('connector' = 'filesystem', 'path' = '${DATA}', 'format' = 'csv');
      """;

  @TempDir private Path folder;
  private ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeData() throws IOException {
    Files.writeString(
        folder.resolve("t.csv"),
        """
        1,x,2026-03-29 02:30:00
        2,,2026-03-29 02:30:01.5
        3,"a,b",2026-03-29 02:30:02
        4,x,2026-03-29 02:30:03
        """);
  }

  private int rheo(String... arguments) throws Exception {
    return rheo(out, arguments);
  }

  private int rheo(OutputStream to, String... arguments) throws Exception {
    Console console =
        new Console(to, new PrintStream(err, true, StandardCharsets.UTF_8), false, false);
    ProcessEnd end = new ProcessEnd();
    try {
      return RheoCommand.execute(
          new Application(console, new StandardStreams(false, false, false), end),
          console,
          arguments);
    } finally {
      end.reached();
    }
  }

  private int run(String sql, String... options) throws Exception {
    String[] arguments = new String[options.length + 5];
    arguments[0] = "run";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[options.length + 1] = "--var";
    arguments[options.length + 2] = "DATA=" + folder.resolve("t.csv");
    arguments[options.length + 3] = "-e";
    arguments[options.length + 4] = sql;
    return rheo(arguments);
  }

  @Test
  void aWarningIsShownAndTheScriptGoesOn() throws Exception {
    int code =
        run(
            """
            CREATE TABLE s (v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts);
            CREATE MATERIALIZED VIEW m AS SELECT a
              FROM s MATCH_RECOGNIZE (
                ORDER BY ts MEASURES A.v AS a PATTERN (A B) DEFINE A AS A.v = 1, B AS B.v = 2);
            SELECT COUNT(*) AS n FROM m;
            """,
            "--format",
            "csv");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("3:10: warning RH0801: a pattern without WITHIN", "fix: ");
    assertThat(out()).isEqualTo("op,n\n+I,0\n");
    assertThat(code).isZero();
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void arraysOfTimesAndOfNestedValuesAreJson() throws Exception {
    int code =
        run(
            TABLE
                + """
                SELECT ARRAY_AGG(ts) AS times, ARRAY[ARRAY[DATE '2026-01-31']] AS days,
                       ARRAY[CAST(ROW(1, 'x') AS ROW<n INT, s STRING>)] AS pairs
                FROM t WHERE a < 3;
                """,
            "--format",
            "csv",
            "--final");
    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(out())
        .isEqualTo(
            """
            times,days,pairs
            "[""2026-03-29 02:30:00.000"",""2026-03-29 02:30:01.500""]","[[""2026-01-31""]]","[{""n"":1,""s"":""x""}]"
            """);
  }

  @Test
  void showsInstantsOnTheClockOfTheSession() throws Exception {
    int code =
        run(
            "SET 'table.local-time-zone' = 'Europe/Zurich';"
                + " SELECT TO_TIMESTAMP_LTZ(e, 3) AS t FROM (VALUES"
                + " (0), (1700000000123), (1720000000000), (CAST(NULL AS BIGINT))) AS v (e)",
            "--format",
            "csv");
    assertThat(code).isZero();
    assertThat(out())
        .isEqualTo(
            "t\n1970-01-01 01:00:00.000\n2023-11-14 23:13:20.123\n2024-07-03 11:46:40.000\n\n");
  }

  @Test
  void rowsGoToStandardOutputAndNothingElseDoes() throws Exception {
    int code = run(TABLE + "SELECT * FROM t", "--format", "csv");
    assertThat(out())
        .isEqualTo(
            """
            a,b,ts
            1,x,2026-03-29 02:30:00.000
            2,,2026-03-29 02:30:01.500
            3,"a,b",2026-03-29 02:30:02.000
            4,x,2026-03-29 02:30:03.000
            """);
    assertThat(err()).isEmpty();
    assertThat(code).isEqualTo(ExitCode.DONE);
  }

  @Test
  void changesHaveTheirKindInFront() throws Exception {
    int code = run(TABLE + "SELECT COUNT(*) AS c FROM t", "--format", "json", "--changelog");
    assertThat(out().lines()).allMatch(line -> line.startsWith("{\"op\":\""));
    assertThat(out()).endsWith("\"c\":4}\n");
    assertThat(code).isEqualTo(ExitCode.DONE);
  }

  @Test
  void finalIsWhatTheChangesLeave() throws Exception {
    int code =
        run(TABLE + "SELECT b, COUNT(*) AS c FROM t GROUP BY b", "--format", "csv", "--final");
    assertThat(out().lines()).containsExactlyInAnyOrder("b,c", "x,2", ",1", "\"a,b\",1");
    assertThat(code).isEqualTo(ExitCode.DONE);
  }

  @Test
  void dateAndTimeAreShownAsTheyAreInAnyZone() throws Exception {
    run(
        "SELECT DATE '1969-12-31' AS d, TIME '23:59:59' AS t, TIMESTAMP '2026-03-29 02:30:00' AS ts",
        "--format",
        "csv");
    assertThat(out().lines().skip(1)).allMatch(l -> l.startsWith("1969-12-31,23:59:59,2026-03-29"));
  }

  @Test
  void anErrorNamesItsPlaceInTheFile() throws Exception {
    Path script = folder.resolve("trades.sql");
    Files.writeString(
        script, TABLE + "\n  SELECT a, '${LONG}' AS l, prise FROM t;\nSELECT 1 AS x1");
    int code =
        rheo(
            "run",
            "--var",
            "DATA=" + folder.resolve("t.csv"),
            "--var",
            "LONG=much longer than its name",
            script.toString());
    assertThat(err())
        .startsWith(
            script
                + """
                :4:29: error RH0212: column 'prise' not found in table 't'
                    SELECT a, '${LONG}' AS l, prise FROM t;
                                              ^^^^^
                """);
    assertThat(out()).isEmpty();
    assertThat(code).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aVariableThatIsNotSetIsAnErrorBeforeAnythingRuns() throws Exception {
    int code = rheo("run", "-e", "SELECT 1 AS x1; SELECT '${RHEO_NOT_SET}'");
    assertThat(err()).contains("<command line>:1:", "error RH0103", "${RHEO_NOT_SET}", "^");
    assertThat(out()).isEmpty();
    assertThat(code).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void whatCameBeforeAnErrorIsPrinted() throws Exception {
    int code = run("SELECT 1 AS x1; SELECT nothing; SELECT 2 AS two", "--format", "csv");
    assertThat(out()).isEqualTo("x1\n1\n");
    assertThat(code).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void wrongUsageIsCodeTwo() throws Exception {
    assertThat(rheo("run")).isEqualTo(ExitCode.USAGE);
    assertThat(rheo("run", "--final", "--changelog", "-e", "SELECT 1")).isEqualTo(ExitCode.USAGE);
    assertThat(rheo("run", "--format", "xml", "-e", "SELECT 1")).isEqualTo(ExitCode.USAGE);
    assertThat(rheo("run", folder.resolve("nowhere.sql").toString())).isEqualTo(ExitCode.USAGE);
    assertThat(rheo("walk")).isEqualTo(ExitCode.USAGE);
    assertThat(rheo("run", "--formt=csv", "-e", "SELECT 1")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("unknown option --formt; did you mean --format?");
    assertThat(rheo("demo", "--pace", "quick", "stocks")).isEqualTo(ExitCode.USAGE);
    assertThat(rheo("run", "--var", "x", "-e", "SELECT 1")).isEqualTo(ExitCode.USAGE);
    assertThat(rheo("run", "-e")).isEqualTo(ExitCode.USAGE);
    assertThat(rheo("--user", "me")).isEqualTo(ExitCode.USAGE);
    assertThat(out()).isEmpty();
  }

  @Test
  void helpAndVersionGoToStandardOutput() throws Exception {
    assertThat(rheo("--version")).isEqualTo(ExitCode.DONE);
    assertThat(rheo("run", "--help")).isEqualTo(ExitCode.DONE);
    assertThat(rheo("--help")).isEqualTo(ExitCode.DONE);
    assertThat(out()).startsWith("rheo ").contains("Usage: rheo run", "--final", "Usage: rheo [");
    assertThat(err()).isEmpty();
  }

  @Test
  void insertsAreReportedOnStandardError() throws Exception {
    int code =
        run(
            "CREATE TABLE s (a INT); INSERT INTO s VALUES (1), (2); SELECT * FROM s",
            "--format",
            "csv");
    assertThat(err()).isEqualTo("2 rows inserted\n");
    assertThat(out()).isEqualTo("a\n1\n2\n");
    assertThat(code).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aReaderWhoHasSeenEnoughEndsItQuietly() throws Exception {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertThat(rheo(closed, "run", "-e", "SELECT 1 AS x1")).isEqualTo(ExitCode.DONE);
    assertThat(err()).isEmpty();
  }

  @Test
  void plansAndDefinitionsArePrintedAsText() throws Exception {
    run("CREATE TABLE s (a INT); EXPLAIN SELECT a FROM s; SHOW CREATE TABLE s");
    assertThat(out()).contains("Scan s\n").contains("CREATE TABLE s (\n  a INT\n)");
  }
}
