package io.rheo.sql;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.text.Script;
import io.rheo.sql.text.SqlText;

/** Tables that the tests of queries share, and shorthands to analyze text. */
public final class TestCatalog {
  private static final String SCHEMA =
      """
      CREATE TABLE trades (
        symbol VARCHAR, price DOUBLE, volume BIGINT, ts TIMESTAMP(3),
        WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
      ) WITH ('connector' = 'filesystem', 'path' = '/data/trades');
      CREATE TABLE quotes (
        symbol VARCHAR, bid DECIMAL(10, 2), at_time TIMESTAMP_LTZ(3),
        WATERMARK FOR at_time AS at_time - INTERVAL '1' SECOND
      );
      CREATE TABLE readings (
        id INT, place ROW<city STRING, pos ROW<x DOUBLE, y DOUBLE>>, tags ARRAY<STRING>,
        props MAP<STRING, INT>, epoch BIGINT, f FLOAT,
        rt AS TO_TIMESTAMP_LTZ(epoch, 3), proc AS PROCTIME(),
        part INT METADATA FROM 'partition' VIRTUAL,
        WATERMARK FOR rt AS rt
      );
      CREATE VIEW big AS SELECT symbol AS s, ts, price FROM trades WHERE price > 100;
      CREATE VIEW totals (s, w, total) AS
        SELECT symbol, window_time, SUM(volume)
        FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
        GROUP BY symbol, window_start, window_end, window_time;
      """;

  private TestCatalog() {}

  /** A new catalog with the tables in it. */
  public static Catalog create() {
    Catalog catalog = new Catalog();
    Script.split("schema.sql", SCHEMA).forEach(statement -> apply(statement, catalog));
    return catalog;
  }

  /** Analyzes a statement, and adds what it creates to the catalog. */
  public static Statement apply(SqlText text, Catalog catalog) {
    Statement statement = new SqlFrontEnd().analyze(text, catalog);
    if (statement instanceof Statement.CreateTable create) {
      catalog.create(create.table(), create.orReplace(), create.ifNotExists());
    } else if (statement instanceof Statement.CreateView create) {
      catalog.create(create.view(), create.orReplace(), create.ifNotExists());
    }
    return statement;
  }

  /** Analyzes one statement over the shared tables. */
  public static Statement analyze(String sql) {
    return new SqlFrontEnd().analyze(SqlText.of("test.sql", sql), create());
  }
}
