package io.rheo.shell.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events that were written before they are measured, as JSON, one object a line or record: each
 * kind to a place of its own, whose fields are columns of a table. That table stands in for the
 * view of the script; all else stays. They are the generator's events, and are written once.
 */
final class StoredEvents implements EventSource {
  private static final Pattern GENERATOR = Pattern.compile("CREATE TABLE nexmark\\b");
  private static final Pattern VIEW = Pattern.compile("CREATE VIEW (person|auction|bid) AS\\b");

  private final BenchQuery tables;
  private final Store store;

  /** The kinds of events, each with the columns of its view. */
  enum Kind {
    PERSON(
        "id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING,"
            + " state STRING, `dateTime` TIMESTAMP(3), extra STRING"),
    AUCTION(
        "id BIGINT, itemName STRING, description STRING, initialBid BIGINT, reserve BIGINT,"
            + " `dateTime` TIMESTAMP(3), expires TIMESTAMP(3), seller BIGINT, category BIGINT,"
            + " extra STRING"),
    BID(
        "auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING,"
            + " `dateTime` TIMESTAMP(3), extra STRING");

    private final String columns;

    Kind(String columns) {
      this.columns = columns;
    }

    String view() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Makes the events of one kind: runs an INSERT of them into a table. */
  interface Writer {
    /**
     * Writes all of them.
     *
     * @param options what follows WITH in the table's declaration
     */
    void write(String options) throws IOException, InterruptedException;

    /** How many rows a table with such options has. */
    long count(String options) throws IOException, InterruptedException;

    /** How many there are to write. */
    long count() throws IOException, InterruptedException;
  }

  /** Where events are kept. */
  interface Store {
    /**
     * Sees to it that the events of a kind are there.
     *
     * @return what follows WITH in the declaration of the table that reads them
     */
    String keep(Kind kind, Volume volume, Writer writer) throws IOException, InterruptedException;
  }

  /**
   * Events in a store.
   *
   * @param tables the generator's table and its views
   */
  StoredEvents(BenchQuery tables, Store store) {
    this.tables = tables;
    this.store = store;
  }

  /** With the same ones: fewer would be stored apart, and do not fill tables as these do. */
  @Override
  public Volume warmUp(Volume volume) {
    return volume;
  }

  @Override
  public List<String> tables(BenchQuery query, Volume volume)
      throws IOException, InterruptedException {
    List<String> statements = new ArrayList<>();
    for (String statement : query.preparations()) {
      Matcher view = VIEW.matcher(statement);
      if (view.find()) {
        Kind kind = Kind.valueOf(view.group(1).toUpperCase(Locale.ROOT));
        String options = store.keep(kind, volume, new EventWriter(tables, kind, volume));
        statements.add(
            table(
                    kind.view(),
                    kind,
                    ", WATERMARK FOR `dateTime` AS `dateTime` - INTERVAL '4' SECOND")
                + options);
      } else if (!GENERATOR.matcher(statement).find()) {
        statements.add(statement);
      }
    }
    return statements;
  }

  /** The declaration of a table up to its options. */
  static String table(String name, Kind kind, String more) {
    return "CREATE TABLE " + name + " (" + kind.columns + more + ") WITH ";
  }

  /** Options as SQL has them. */
  static String options(String... namesAndValues) {
    List<String> options = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      options.add("'%s' = '%s'".formatted(namesAndValues[i], quoted(namesAndValues[i + 1])));
    }
    return "(" + String.join(", ", options) + ")";
  }

  private static String quoted(String value) {
    return value.replace("'", "''");
  }
}
