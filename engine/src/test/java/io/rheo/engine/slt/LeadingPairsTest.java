package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The first pairs of each key of a join are the same, change by change, whether the join leaves out
 * the pairs that are behind or not.
 */
class LeadingPairsTest {
  private static final int CASES = Integer.getInteger("slt.cases", 60);

  @Test
  void pairsThatAreBehindAreNotMissed() {
    int found = 0;
    for (int i = 0; i < CASES; i++) {
      found += check(Seeds.next());
    }
    assertThat(found).as("changes of all answers").isGreaterThan(CASES);
  }

  /** Compares a rank with one whose order hides that it is that of a column. */
  private static int check(long seed) {
    Random random = new Random(seed);
    Delivery delivery = Delivery.random(seed);
    RowsConnector connector = new RowsConnector(delivery);
    connector.put("l", rows(random));
    connector.put("r", rows(random));
    String type = pick(random, "INT", "BIGINT", "DOUBLE", "DECIMAL(30, 2)", "STRING");
    String sql = sql(random);
    String hidden = type.equals("STRING") ? "'x' || %s.v" : "%s.v * 2";
    String side = pick(random, "l", "r");
    try (EngineUnderTest engine = EngineUnderTest.open(connector, delivery)) {
      for (String table : List.of("l", "r")) {
        engine.run(
            "CREATE TABLE %s (k STRING, v %s, n INT) WITH ('connector' = 'rows')"
                .formatted(table, type));
      }
      String label = "seed %d, %s, %s: %s".formatted(seed, type, delivery, sql);
      String leading = sql.formatted(side + ".v");
      String all = sql.formatted(hidden.formatted(side));
      assertThat(answer(engine, "EXPLAIN " + leading).finalRows().toString())
          .as(label)
          .contains("of the keys so far");
      assertThat(answer(engine, "EXPLAIN " + all).finalRows().toString())
          .as(label)
          .doesNotContain("of the keys so far");
      Changelog expected = answer(engine, all);
      Changelog actual = answer(engine, leading);
      assertThat(
              new RowComparison(actual.rowType())
                  .difference(actual.finalRows(), expected.finalRows()))
          .as(label + "\n" + connector.events())
          .isEmpty();
      return expected.changes().size();
    }
  }

  private static Changelog answer(EngineUnderTest engine, String sql) {
    Outcome outcome = engine.run(sql);
    assertThat(outcome).as(sql).isInstanceOf(Outcome.Rows.class);
    return ((Outcome.Rows) outcome).changelog();
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  /** The first pairs by a value that is left open. */
  private static String sql(Random random) {
    String partition = pick(random, "PARTITION BY l.k", "PARTITION BY r.k", "");
    String condition = pick(random, "", " AND l.n < r.n", " AND (l.n <> r.n OR l.v = r.v)");
    String order =
        pick(random, " DESC", "")
            + pick(random, " NULLS FIRST", " NULLS LAST")
            + pick(random, "", ", r.n", ", l.n DESC");
    return "SELECT k, v, n, rv, rn FROM (SELECT l.k, l.v, l.n, r.v AS rv, r.n AS rn, "
        + pick(random, "ROW_NUMBER()", "RANK()")
        + " OVER ("
        + partition
        + " ORDER BY %s"
        + order
        + ") AS place FROM l JOIN r ON l.k = r.k"
        + condition
        + ") AS ranked WHERE place = 1";
  }

  private static List<List<String>> rows(Random random) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = random.nextInt(60); i > 0; i--) {
      rows.add(
          Arrays.asList(
              random.nextInt(9) == 0 ? null : pick(random, "a", "b", "a longer key", "d", "e"),
              random.nextInt(9) == 0 ? null : Integer.toString(random.nextInt(12) - 3),
              Integer.toString(random.nextInt(6))));
    }
    return rows;
  }
}
