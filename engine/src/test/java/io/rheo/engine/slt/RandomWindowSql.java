package io.rheo.engine.slt;

import io.rheo.engine.slt.RandomSql.Question;
import java.util.Random;

/**
 * Random aggregates over windows. For DuckDB the windows are columns, computed with plain
 * arithmetic, or with OVER for sessions.
 */
final class RandomWindowSql {
  private final Random random;
  private final String table;
  private final RandomExpressionSql sql;

  RandomWindowSql(Random random, String table) {
    this.random = random;
    this.table = table;
    sql = new RandomExpressionSql(random);
  }

  Question tumble() {
    int size = 1 + random.nextInt(20);
    int offset = random.nextInt(size);
    String arguments = seconds(size) + ", " + seconds(offset);
    String function =
        random.nextBoolean()
            ? window("TUMBLE", arguments)
            : window("HOP", seconds(size) + ", " + arguments);
    return aggregate(
        function, "SELECT *, x + " + millis(size) + " AS y FROM (" + starts(size, offset) + ")");
  }

  Question hop() {
    int slide = 1 + random.nextInt(10);
    int size = 1 + random.nextInt(40);
    return aggregate(
        window("HOP", seconds(slide) + ", " + seconds(size)),
        "SELECT *, x + %d AS y FROM (SELECT * EXCLUDE (x), x - k * %d AS x FROM (%s),"
                .formatted(millis(size), millis(slide), starts(slide, 0))
            + " generate_series(0, %d) AS g(k)) WHERE epoch_ms(ts) < x + %d"
                .formatted(size / slide, millis(size)));
  }

  Question cumulate() {
    int step = 1 + random.nextInt(6);
    int steps = 1 + random.nextInt(6);
    return aggregate(
        window("CUMULATE", seconds(step) + ", " + seconds(step * steps)),
        "SELECT * FROM (SELECT *, x + k * %d AS y FROM (%s), generate_series(1, %d) AS g(k))"
                .formatted(millis(step), starts(step * steps, 0), steps)
            + " WHERE epoch_ms(ts) < y");
  }

  Question session() {
    long gap = millis(1 + random.nextInt(4));
    String key = sql.column("s", "b", "i");
    String fresh =
        "SELECT *, CASE WHEN epoch_ms(ts) - LAG(epoch_ms(ts)) OVER (PARTITION BY %s ORDER BY ts)"
                .formatted(key)
            + " <= %d THEN 0 ELSE 1 END AS fresh FROM %s WHERE ts IS NOT NULL"
                .formatted(gap, table);
    String numbered =
        "SELECT *, SUM(fresh) OVER (PARTITION BY %s ORDER BY ts) AS session FROM (%s)"
            .formatted(key, fresh);
    String bounds =
        "SELECT *, MIN(epoch_ms(ts)) OVER (PARTITION BY %1$s, session) AS x,"
            + " MAX(epoch_ms(ts)) OVER (PARTITION BY %1$s, session) + %2$d AS y FROM (%3$s)";
    return aggregate(
        "TABLE(SESSION(TABLE %s PARTITION BY %s, DESCRIPTOR(ts), %s))"
            .formatted(table, key, seconds((int) (gap / 1000))),
        bounds.formatted(key, gap, numbered),
        key);
  }

  private Question aggregate(String function, String windows) {
    return aggregate(
        function, windows, random.nextBoolean() ? "" : sql.some(RandomExpressionSql.KEYS, 1, 2));
  }

  /**
   * Aggregates of a window's rows.
   *
   * @param windows the rows with their windows for DuckDB: {@code x} the start, {@code y} the end
   */
  private Question aggregate(String function, String windows, String keys) {
    String items = (keys.isEmpty() ? "" : ", " + keys) + ", " + sql.aggregates();
    String where = sql.where();
    String rest = (keys.isEmpty() ? "" : ", " + keys) + sql.having();
    boolean changes = sql.oneIn(4);
    return new Question(
        "SELECT window_start, window_end%s FROM %s%s GROUP BY window_start, window_end%s%s"
            .formatted(items, function, where, rest, changes ? " EMIT CHANGES" : ""),
        "SELECT epoch_ms(x) AS ws, epoch_ms(y) AS we%s FROM (%s)%s GROUP BY x, y%s"
            .formatted(items, windows, where, rest),
        changes ? "TRUE" : "epoch_ms(we) - 1 <= wm");
  }

  private String window(String kind, String arguments) {
    return "TABLE(%s(TABLE %s, DESCRIPTOR(ts), %s))".formatted(kind, table, arguments);
  }

  /** The rows with the start, in ms, of the tumbling window that they are in. */
  private String starts(int size, int offset) {
    return "SELECT *, epoch_ms(ts) - (epoch_ms(ts) - %d) %% %d AS x FROM %s WHERE ts IS NOT NULL"
        .formatted(millis(offset), millis(size), table);
  }

  private static long millis(int seconds) {
    return seconds * 1000L;
  }

  private static String seconds(int count) {
    return "INTERVAL '" + count + "' SECOND";
  }
}
