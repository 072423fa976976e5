package io.rheo.engine.slt;

import io.rheo.engine.slt.RandomSql.Question;
import java.util.List;
import java.util.Random;

/**
 * Random joins by time over tables of {@link RandomRows}: interval, window, ASOF and temporal
 * joins. Each selects the times of both sides, which say what a watermark has closed.
 */
final class RandomTimeJoinSql {
  private static final String AT_ONCE = "TRUE";

  private final Random random;
  private final RandomPairSql sql;
  private final List<String> tables;
  private final List<String> updating;

  /**
   * @param updating which of the tables take rows back: joins of them change with every step
   */
  RandomTimeJoinSql(Random random, List<String> tables, List<String> updating) {
    this.random = random;
    this.tables = tables;
    this.updating = updating;
    sql = new RandomPairSql(random);
  }

  /** A view of the latest row of each {@code i} of a table, by the name that temporal joins use. */
  static String versionsOf(String table) {
    return "CREATE VIEW versions_%1$s AS SELECT id, i, l, s, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY i ORDER BY ts DESC) AS rn FROM %1$s) WHERE rn = 1"
        .formatted(table);
  }

  /** A question of which the answer before the end of the input is known. */
  Question nextOverStream() {
    String left = sql.column(tables);
    String right = sql.column(tables);
    boolean changes = updating.contains(left) || updating.contains(right);
    return switch (random.nextInt(changes ? 2 : 4)) {
      case 0 -> interval(left, right, changes);
      case 1 -> window(left, right, changes);
      case 2 -> nearest(left, right, sql.column(">=", ">"));
      default -> temporal(left, right);
    };
  }

  /** A question about input that ends. */
  Question next() {
    String left = sql.column(tables);
    String right = sql.column(tables);
    return switch (random.nextInt(4)) {
      case 0 -> interval(left, right, true);
      case 1 -> window(left, right, true);
      case 2 -> nearest(left, right, sql.column(">=", ">", "<", "<="));
      default -> updating.contains(right) ? nearest(left, right, ">=") : temporal(left, right);
    };
  }

  private String kind() {
    return sql.column("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
  }

  /** No equality: a row whose key is NULL is known to be alone when it comes. */
  private String condition() {
    return sql.column(
        "",
        "",
        " AND x.id <> y.id",
        " AND x.l < y.l",
        " AND (x.b OR y.n > 2)",
        " AND COALESCE(x.d, y.d, 0) > 1");
  }

  private static String seconds(int seconds) {
    return (seconds < 0 ? "- " : "+ ") + "INTERVAL '" + Math.abs(seconds) + "' SECOND";
  }

  private Question interval(String left, String right, boolean changes) {
    int lower = random.nextInt(30) - 15;
    int upper = lower + random.nextInt(20);
    String text =
        "SELECT x.id, y.id AS yid, x.i, y.i AS yi, x.ts, y.ts AS yts FROM %s AS x %s %s AS y ON x.i = y.i AND y.ts BETWEEN x.ts %s AND x.ts %s%s"
            .formatted(left, kind(), right, seconds(lower), seconds(upper), condition());
    // A lone row comes when the watermark has passed all times that it could meet.
    String closed =
        "CASE WHEN id IS NOT NULL AND yid IS NOT NULL THEN TRUE WHEN yid IS NULL THEN i IS NULL OR ts IS NULL OR epoch_ms(ts) + %d <= wm ELSE yi IS NULL OR yts IS NULL OR epoch_ms(yts) - %d <= wm END"
            .formatted(1000 * upper, 1000 * lower);
    return new Question(text, text, changes ? AT_ONCE : closed);
  }

  private Question window(String left, String right, boolean changes) {
    int size = 1 + random.nextInt(15);
    String text =
        "SELECT x.id, y.id AS yid, x.window_end AS e, y.window_end AS ye FROM %s AS x %s %s AS y ON x.i = y.i AND x.window_start = y.window_start AND x.window_end = y.window_end%s";
    String kind = kind();
    String condition = condition();
    return new Question(
        text.formatted(tumble(left, size), kind, tumble(right, size), condition),
        text.formatted(buckets(left, size), kind, buckets(right, size), condition),
        changes ? AT_ONCE : "epoch_ms(COALESCE(e, ye)) - 1 <= wm");
  }

  private static String tumble(String table, int size) {
    return "TABLE(TUMBLE(TABLE %s, DESCRIPTOR(ts), INTERVAL '%d' SECOND))".formatted(table, size);
  }

  private static String buckets(String table, int size) {
    int millis = 1000 * size;
    return "(SELECT *, make_timestamp((epoch_ms(ts) // %1$d) * %1$d * 1000) AS window_start, make_timestamp((epoch_ms(ts) // %1$d + 1) * %1$d * 1000) AS window_end FROM %2$s WHERE ts IS NOT NULL)"
        .formatted(millis, table);
  }

  private Question nearest(String left, String right, String comparison) {
    boolean outer = random.nextBoolean();
    String text =
        "SELECT x.id, y.id AS yid, x.i, x.ts, y.s FROM %s AS x ASOF %s %s AS y ON x.i = y.i AND x.ts %s y.ts"
            .formatted(left, outer ? "LEFT JOIN" : "JOIN", right, comparison);
    return new Question(text, nearestInDuckDb(left, outer, right, comparison), passed());
  }

  /** DuckDB takes a time that is NULL for the greatest. */
  private static String nearestInDuckDb(
      String left, boolean outer, String right, String comparison) {
    return "SELECT x.id, y.id AS yid, x.i, x.ts, y.s FROM %s AS x ASOF %s (SELECT * FROM %s WHERE ts IS NOT NULL) AS y ON CASE WHEN x.ts IS NOT NULL THEN x.i END = y.i AND x.ts %s y.ts"
        .formatted(left, outer ? "LEFT JOIN" : "JOIN", right, comparison);
  }

  private Question temporal(String left, String right) {
    boolean outer = random.nextBoolean();
    // Its alias is the table's name, by which the test knows whose watermark counts.
    String text =
        "SELECT x.id, %1$s.id AS yid, x.i, x.ts, %1$s.s FROM %2$s AS x %3$s versions_%1$s FOR SYSTEM_TIME AS OF x.ts AS %1$s ON x.i = %1$s.i"
            .formatted(right, left, outer ? "LEFT JOIN" : "JOIN");
    return new Question(text, nearestInDuckDb(left, outer, right, ">="), passed());
  }

  /** A row comes when the watermark has passed it; at once if it has no partner for sure. */
  private static String passed() {
    return "i IS NULL OR ts IS NULL OR epoch_ms(ts) <= wm";
  }
}
