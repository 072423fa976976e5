package io.rheo.shell.bench;

import io.rheo.sql.text.Script;
import io.rheo.sql.text.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final String TABLES = "tables";

  static final List<String> GENERATORS = List.of(GENERATOR, BID_GENERATOR);

  private static final Pattern INSERT =
      Pattern.compile("INSERT\\s+INTO\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

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
   * Reads a query of a folder. Variants have no tables of their own: they follow {@code
   * tables.sql}.
   *
   * @throws java.nio.file.NoSuchFileException if there is none of this name
   */
  static BenchQuery read(Path folder, String name) throws IOException {
    if (hasAnswer(name)) {
      return new BenchQuery(name, statements(folder, name));
    }
    List<String> statements = statements(folder, TABLES);
    if (QueryFolder.isVariant(name)) {
      statements.addAll(statements(folder, name));
    } else {
      statements.add(name.equals(GENERATOR) ? allMembers() : "SELECT * FROM bid");
    }
    return new BenchQuery(name, statements);
  }

  /** The tables and views alone, of all kinds of events. */
  static BenchQuery tables(Path folder) throws IOException {
    return new BenchQuery(TABLES, statements(folder, TABLES));
  }

  private static List<String> statements(Path folder, String name) throws IOException {
    Path file = new QueryFolder(folder).script(name);
    String text =
        Files.readString(file).replace("'side_input.csv'", "'" + folder + "/side_input.csv'");
    return new ArrayList<>(
        Script.split(file.toString(), text).stream().map(SqlText::text).toList());
  }

  private static String allMembers() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < MEMBERS.size(); i++) {
      columns.add(MEMBERS.get(i) + " AS c" + i);
    }
    return "SELECT event_type, " + String.join(", ", columns) + " FROM nexmark";
  }

  /** Whether it is known what a query gives: that of a generator or a variant is not. */
  static boolean hasAnswer(String name) {
    return !GENERATORS.contains(name) && !QueryFolder.isVariant(name);
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

  /** The table that an INSERT writes to. */
  String target() {
    Matcher target = INSERT.matcher(query());
    if (!target.find()) {
      throw new IllegalStateException("not an INSERT: " + query());
    }
    return target.group(1);
  }

  /** A statement whose table of files is in this folder, not where the script says. */
  String writingTo(Path folder, String statement) {
    return statement.replace("'nexmark-q10'", "'" + folder + "'");
  }

  /** The connector of the table that the result of a query goes to. */
  String sink() {
    return GENERATORS.contains(name) ? "blackhole" : BenchConnectors.SINK;
  }
}
