package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.slt.Changelog.Change;
import io.rheo.testing.KafkaBroker;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables of upserts in a real broker, written and read. */
class UpsertKafkaTest {
  private static final String ROWS = " WITH ('connector' = 'rows')";
  private static KafkaBroker broker;

  @BeforeAll
  static void start() {
    broker = KafkaBroker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void aSinkKeepsOneRecordOfEachKeyAndStepAndDeletesWhatIsGone() {
    try (EngineUnderTest engine = withOrders()) {
      run(
          engine,
          "CREATE TABLE totals (customer STRING, n BIGINT, total BIGINT,"
              + " PRIMARY KEY (customer) NOT ENFORCED)"
              + upsertKafka("totals", "raw", ""));
      run(
          engine,
          "INSERT INTO totals SELECT customer, COUNT(*), SUM(amount) FROM orders GROUP BY customer");
      run(
          engine,
          "CREATE TABLE records (k STRING, v STRING)"
              + kafka(
                  "totals",
                  "key.format",
                  "raw",
                  "key.fields",
                  "k",
                  "value.format",
                  "raw",
                  "value.fields-include",
                  "EXCEPT_KEY"));

      assertThat(changes(engine, "SELECT k, v FROM records"))
          .containsExactly(
              "+ ann, \"{\\\"customer\\\":\\\"ann\\\",\\\"n\\\":1,\\\"total\\\":10}\"",
              "+ bob, \"{\\\"customer\\\":\\\"bob\\\",\\\"n\\\":1,\\\"total\\\":5}\"",
              "+ ann, null",
              "+ ann, \"{\\\"customer\\\":\\\"ann\\\",\\\"n\\\":1,\\\"total\\\":12}\"",
              "+ bob, null",
              "+ cid, \"{\\\"customer\\\":\\\"cid\\\",\\\"n\\\":1,\\\"total\\\":7}\"");
      assertThat(finalRows(engine, "SELECT * FROM totals"))
          .containsExactlyInAnyOrder(List.of("ann", "1", "12"), List.of("cid", "1", "7"));
      assertThat(finalRows(engine, "SELECT COUNT(*), SUM(total) FROM totals WHERE n > 0"))
          .containsExactly(List.of("2", "19"));
    }
  }

  @Test
  void keysCanBeApartFromValuesAndHaveAPrefix() {
    try (EngineUnderTest engine = withOrders()) {
      run(
          engine,
          "CREATE TABLE copies (k_id INT, customer STRING, k_region STRING, amount INT NOT NULL,"
              + " PRIMARY KEY (k_id, k_region) NOT ENFORCED)"
              + upsertKafka(
                  "copies",
                  "json",
                  ", 'key.fields-prefix' = 'k_', 'value.fields-include' = 'EXCEPT_KEY'"));
      run(
          engine,
          "INSERT INTO copies SELECT id, customer, CAST('north' AS STRING), amount FROM orders");

      assertThat(finalRows(engine, "SELECT k_id, customer, k_region, amount FROM copies"))
          .containsExactlyInAnyOrder(
              List.of("1", "ann", "north", "12"), List.of("3", "cid", "north", "7"));
      assertThat(finalRows(engine, "SELECT customer FROM copies WHERE amount > 10"))
          .containsExactly(List.of("ann"));
    }
  }

  @Test
  void recordsWithoutAKeyAreBad() {
    try (EngineUnderTest engine = withOrders()) {
      run(engine, "CREATE TABLE plain (id INT, v STRING)" + kafka("no-keys", "format", "json"));
      run(engine, "INSERT INTO plain VALUES (1, 'a')");
      run(
          engine,
          "CREATE TABLE keyed (id INT, v STRING, PRIMARY KEY (id) NOT ENFORCED)"
              + upsertKafka("no-keys", "json", ", 'value.fields-include' = 'EXCEPT_KEY'"));

      assertThat(finalRows(engine, "SELECT * FROM keyed")).isEmpty();
      assertThat(finalRows(engine, "SELECT reason FROM errors('keyed')"))
          .containsExactly(List.of("key: the record has none, and a column of it is NOT NULL"));
    }
  }

  @Test
  void changesOfADatabaseGoThroughATopic() {
    try (EngineUnderTest engine = withOrders()) {
      run(
          engine,
          "CREATE TABLE captured (id INT, customer STRING, amount INT)"
              + kafka("captured", "format", "debezium-json"));
      run(engine, "INSERT INTO captured SELECT * FROM orders");

      assertThat(finalRows(engine, "SELECT * FROM captured"))
          .containsExactlyInAnyOrder(List.of("1", "ann", "12"), List.of("3", "cid", "7"));
    }
  }

  /** An engine in which a step takes one change of the table {@code orders}. */
  private static EngineUnderTest withOrders() {
    RowsConnector tables = new RowsConnector(Delivery.SINGLE_ROWS);
    List<String> changes =
        List.of(
            "+ 1, ann, 10",
            "+ 2, bob, 5",
            "- 1, ann, 10",
            "+ 1, ann, 12",
            "- 2, bob, 5",
            "+ 3, cid, 7");
    tables.putChangelog(
        "orders", changes.stream().map(Change::parse).toList(), ChangelogMode.RETRACT);
    EngineUnderTest engine = EngineUnderTest.open(tables, Delivery.SINGLE_ROWS);
    run(engine, "CREATE TABLE orders (id INT, customer STRING, amount INT)" + ROWS);
    return engine;
  }

  private static String upsertKafka(String topic, String keyFormat, String more) {
    return " WITH ('connector' = 'upsert-kafka', 'topic' = '"
        + topic
        + "', 'properties.bootstrap.servers' = '"
        + broker.address()
        + "', 'scan.bounded.mode' = 'latest-offset', 'value.format' = 'json', 'key.format' = '"
        + keyFormat
        + "'"
        + more
        + ")";
  }

  private static String kafka(String topic, String... options) {
    StringBuilder with = new StringBuilder(" WITH ('connector' = 'kafka', 'topic' = '");
    with.append(topic)
        .append("', 'properties.bootstrap.servers' = '")
        .append(broker.address())
        .append("', 'scan.bounded.mode' = 'latest-offset'");
    for (int i = 0; i < options.length; i += 2) {
      with.append(", '").append(options[i]).append("' = '").append(options[i + 1]).append("'");
    }
    return with.append(")").toString();
  }

  private static void run(EngineUnderTest engine, String sql) {
    assertThat(engine.run(sql)).as(sql).isInstanceOf(Outcome.Done.class);
  }

  private static List<String> changes(EngineUnderTest engine, String sql) {
    return rows(engine, sql).changelog().lines();
  }

  private static List<List<String>> finalRows(EngineUnderTest engine, String sql) {
    return rows(engine, sql).changelog().finalRows();
  }

  private static Outcome.Rows rows(EngineUnderTest engine, String sql) {
    Outcome outcome = engine.run(sql);
    assertThat(outcome).as(sql).isInstanceOf(Outcome.Rows.class);
    return (Outcome.Rows) outcome;
  }
}
