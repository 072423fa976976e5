package io.rheo.shell;

import io.rheo.shell.command.Console;
import io.rheo.shell.command.RheoCommand;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does what a first minute of use does, for the virtual machine to note which classes that loads:
 * the launcher makes its class data archive from a run of this. Prints nothing.
 */
public final class Training {
  private static final String SCRIPT =
      """
      CREATE TABLE t (
        k VARCHAR, v DOUBLE, n INT, d DECIMAL(10, 2), ts TIMESTAMP(3),
        WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
      ) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = '%s');
      SELECT window_start, window_end, k, AVG(v), COUNT(*), SUM(n), MIN(d), MAX(v)
      FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '1' MINUTE))
      WHERE v > 1 AND k <> 'x'
      GROUP BY window_start, window_end, k;
      SELECT k, COUNT(*) FROM t GROUP BY k;
      SELECT UPPER(k), v * 2, CASE WHEN n > 1 THEN 'a' ELSE 'b' END FROM t ORDER BY v LIMIT 2;
      SHOW TABLES;
      DESCRIBE t;
      """;

  /** What the first script leaves out: six hundred classes more. */
  private static final String MORE =
      """
      CREATE TABLE t (
        k VARCHAR, v DOUBLE, n INT, d DECIMAL(10, 2), ts TIMESTAMP(3),
        WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
      ) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'json');
      CREATE VIEW large AS SELECT k, n, ts FROM t WHERE n > 1;
      SELECT a.k, b.n FROM large AS a
      JOIN t AS b ON a.k = b.k AND b.ts BETWEEN a.ts - INTERVAL '1' MINUTE AND a.ts;
      SELECT a.k, b.n FROM large AS a LEFT JOIN t AS b ON a.k = b.k;
      SELECT k, n FROM (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY n DESC) AS place FROM t)
      WHERE place <= 3;
      SELECT k, SUM(n) OVER (PARTITION BY k ORDER BY ts) FROM t WHERE k IN (SELECT k FROM large);
      SELECT * FROM t MATCH_RECOGNIZE (
        PARTITION BY k ORDER BY ts MEASURES FIRST(a.n) AS n
        ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (a b*) DEFINE b AS b.n > a.n);
      """;

  private Training() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("rheo-training");
    Path json = folder.resolve("t.json");
    Path csv = folder.resolve("t.csv");
    try {
      Files.writeString(
          json, "{\"k\":\"a\",\"v\":1.5,\"n\":2,\"d\":1.25,\"ts\":\"2026-01-31 10:00:00\"}\n");
      Files.writeString(csv, "a,1.5,2,1.25,2026-01-31 10:00:00\n");
      run("table", SCRIPT.formatted(json, "json"));
      run("csv", SCRIPT.formatted(csv, "csv"));
      run("csv", MORE.formatted(json));
      run("json", "SELECT nothing FROM nowhere;");
    } finally {
      Files.deleteIfExists(json);
      Files.deleteIfExists(csv);
      Files.deleteIfExists(folder);
    }
    System.exit(0);
  }

  private static void run(String format, String script) throws Exception {
    Console nowhere =
        new Console(
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            false,
            false);
    Application application =
        new Application(nowhere, new StandardStreams(false, false, false), new ProcessEnd());
    RheoCommand.execute(application, nowhere, "run", "--format", format, "-e", script);
  }
}
