package io.rheo.shell.bench;

import io.rheo.sql.text.Script;
import io.rheo.sql.text.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A script to measure.
 *
 * @param statements tables and views, and at last a query or INSERT
 */
record BenchQuery(String name, List<String> statements) {
  /** The source alone: all columns of all events, and nobody looks at them. */
  static final String GENERATOR = "generator";

  /** The source alone: all columns of the bids, which most of the queries read. */
  static final String BID_GENERATOR = "generator-bid";

  static final List<String> GENERATORS = List.of(GENERATOR, BID_GENERATOR);

  private static final List<String> MEMBERS =
      List.of(
          "person.id",
          "person.name",
          "person.emailAddress",
          "person.creditCard",
          "person.city",
          "person.state",
          "person.`dateTime`",
          "person.extra",
          "auction.id",
          "auction.itemName",
          "auction.description",
          "auction.initialBid",
          "auction.reserve",
          "auction.`dateTime`",
          "auction.expires",
          "auction.seller",
          "auction.category",
          "auction.extra",
          "bid.auction",
          "bid.bidder",
          "bid.price",
          "bid.channel",
          "bid.url",
          "bid.`dateTime`",
          "bid.extra");

  /**
   * Reads a query of a folder.
   *
   * @throws java.nio.file.NoSuchFileException if there is none of this name
   */
  static BenchQuery read(Path folder, String name) throws IOException {
    boolean isGenerator = GENERATORS.contains(name);
    Path file = folder.resolve((isGenerator ? "tables" : name) + ".sql");
    String text =
        Files.readString(file).replace("'side_input.csv'", "'" + folder + "/side_input.csv'");
    List<String> statements =
        new ArrayList<>(Script.split(file.toString(), text).stream().map(SqlText::text).toList());
    if (isGenerator) {
      statements.add(name.equals(GENERATOR) ? allMembers() : "SELECT * FROM bid");
    }
    return new BenchQuery(name, statements);
  }

  private static String allMembers() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < MEMBERS.size(); i++) {
      columns.add(MEMBERS.get(i) + " AS c" + i);
    }
    return "SELECT event_type, " + String.join(", ", columns) + " FROM nexmark";
  }

  List<String> preparations() {
    return statements.subList(0, statements.size() - 1);
  }

  String query() {
    return statements.get(statements.size() - 1);
  }

  boolean isInsert() {
    return query().stripLeading().regionMatches(true, 0, "INSERT", 0, 6);
  }

  /** The table that the query writes to. */
  String sink() {
    return GENERATORS.contains(name) ? "blackhole" : BenchConnectors.SINK;
  }
}
