package io.rheo.sql.parse;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.Source;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import io.rheo.sql.parse.grammar.TokenMgrError;
import io.rheo.sql.text.SqlText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Turns what the generated parser throws into an error that a person can use. */
final class SyntaxErrors {
  private static final int LISTED_MAX = 6;
  private static final int QUOTED_MAX = 40;
  private static final int WORD_MIN = 3;
  private static final String A_NAME = "a name";
  private static final Pattern LAST_WORD = Pattern.compile("([A-Za-z0-9_]+)\\s*$");

  /** An ASOF join that would keep rows of its right side. */
  private static final Pattern OUTER_ASOF =
      Pattern.compile("ASOF\\s+(RIGHT|FULL)\\b|(RIGHT|FULL)\\s+(OUTER\\s+)?ASOF\\b");

  /** What statements begin with. */
  private static final List<String> BEGINNINGS =
      List.of(
          "SELECT",
          "WITH",
          "VALUES",
          "INSERT",
          "CREATE",
          "DROP",
          "EXPLAIN",
          "SHOW",
          "DESCRIBE",
          "SET",
          "RESET");

  /** Words that begin a clause, which people misspell. */
  private static final List<String> CLAUSES =
      List.of(
          "FROM",
          "WHERE",
          "GROUP",
          "ORDER",
          "HAVING",
          "LIMIT",
          "INTO",
          "BY",
          "UNION",
          "JOIN",
          "ON",
          "EMIT",
          "WITH",
          "COMMENT",
          "TABLES",
          "VIEWS",
          "TABLE",
          "VIEW",
          "AS",
          "WATERMARK",
          "PRIMARY",
          "INTERVAL",
          "DESCRIPTOR");

  /** What ends a list, so that a comma before it is one too many. */
  private static final List<String> AFTER_LIST = List.of("FROM", "WHERE", ")");

  private final SqlText text;

  SyntaxErrors(SqlText text) {
    this.text = text;
  }

  SqlError explain(SqlParseException e) {
    if (e.getCause() instanceof CalciteContextException context) {
      return contextual(context);
    }
    SqlParserPos position = e.getPos();
    if (position == null) {
      return SqlError.of(ErrorCode.SYNTAX, "this is not a statement").in(text.source()).causedBy(e);
    }
    if (e.getCause() instanceof TokenMgrError) {
      String what = quote(found(position)) + " cannot be part of a statement";
      return Positions.error(text, position, ErrorCode.SYNTAX, what).causedBy(e);
    }
    Set<String> expected = expected(e);
    if (e.getMessage().contains("Encountered \"<EOF>\"")) {
      return atEnd(expected).causedBy(e);
    }
    return unexpected(position, expected).causedBy(e);
  }

  /** A mistake that the grammar's actions found, such as a literal that is no date. */
  private SqlError contextual(CalciteContextException e) {
    String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    String what = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    SqlError error = SqlError.of(ErrorCode.BAD_LITERAL, what).causedBy(e);
    return e.getPosLine() == 0
        ? error.in(text.source())
        : error.at(
            text.source(),
            text.position(
                e.getPosLine(), e.getPosColumn(), e.getEndPosLine(), e.getEndPosColumn()));
  }

  private SqlError atEnd(Set<String> expected) {
    int end = text.text().length();
    SqlError error =
        text.error(ErrorCode.SYNTAX, "the statement ends too early", end, end + 1)
            .why(expectation(expected));
    return misspeltBefore(end).map(error::fix).orElse(error);
  }

  private SqlError unexpected(SqlParserPos position, Set<String> expected) {
    String found = found(position);
    boolean atStart = position.getLineNum() == 1 && position.getColumnNum() == 1;
    String what =
        atStart ? quote(found) + " begins no statement" : quote(found) + " is not expected here";
    String why =
        atStart ? "statements begin with " + String.join(", ", BEGINNINGS) : expectation(expected);
    SqlError error = Positions.error(text, position, ErrorCode.SYNTAX, what).why(why);
    return fix(found, position, expected, atStart).map(error::fix).orElse(error);
  }

  private static String expectation(Set<String> expected) {
    if (expected.isEmpty() || expected.size() > LISTED_MAX) {
      return expected.contains(A_NAME) ? "a name or an expression is expected" : "";
    }
    return String.join(" or ", expected) + " is expected";
  }

  private Optional<String> fix(
      String found, SqlParserPos position, Set<String> expected, boolean atStart) {
    if (atStart) {
      return Suggestions.nearest(found, BEGINNINGS).map(SyntaxErrors::didYouMean);
    }
    List<String> possible =
        CLAUSES.stream().filter(c -> expected.isEmpty() || expected.contains(c)).toList();
    Optional<String> guess =
        Suggestions.nearest(found, possible)
            .filter(word -> !word.equalsIgnoreCase(found))
            .map(SyntaxErrors::didYouMean)
            .or(() -> otherDialect(offset(position)))
            .or(() -> punctuation(found, offset(position)))
            .or(() -> misspeltBefore(offset(position)));
    if (guess.isPresent()) {
      return guess;
    }
    if (found.equals(";")) {
      return Optional.of("leave out the semicolon");
    }
    if (count('(') != count(')')) {
      return Optional.of(
          "there are " + count('(') + " opening and " + count(')') + " closing parentheses");
    }
    if (!Character.isLetter(found.charAt(0))) {
      return Optional.empty();
    }
    if (expected.contains(A_NAME)) {
      return Optional.of("to use a reserved word as a name, quote it: `" + found + "`");
    }
    return expected.contains(",")
        ? Optional.of("is a comma missing before '" + found + "'?")
        : Optional.empty();
  }

  /** What other systems spell in their own way. */
  private Optional<String> otherDialect(int offset) {
    Matcher last = LAST_WORD.matcher(text.text().substring(0, offset));
    String before = last.find() ? last.group(1).toUpperCase(Locale.ROOT) : "";
    String next = text.text().substring(offset).toUpperCase(Locale.ROOT);
    if (OUTER_ASOF.matcher(next).lookingAt()) {
      return Optional.of(
          "exchange the tables, and >= for <=: b LEFT ASOF JOIN a keeps the rows of b");
    }
    return before.equals("TOP") && !next.isEmpty() && Character.isDigit(next.charAt(0))
        ? Optional.of("write ORDER BY … LIMIT … at the end of the query")
        : Optional.empty();
  }

  private static String didYouMean(String word) {
    return "did you mean " + word + "?";
  }

  /** A misspelt clause reads as an alias, so the parser stumbles over the word after it. */
  private Optional<String> misspeltBefore(int offset) {
    Matcher last = LAST_WORD.matcher(text.text().substring(0, offset));
    if (!last.find()
        || last.group(1).length() < WORD_MIN
        || Keywords.contains(last.group(1).toUpperCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return Suggestions.nearest(last.group(1), CLAUSES)
        .map(word -> "did you mean " + word + " instead of " + last.group(1) + "?");
  }

  private Optional<String> punctuation(String found, int offset) {
    String before = text.text().substring(0, offset).stripTrailing();
    boolean doubled = before.endsWith("=") || text.text().startsWith("==", offset);
    if (found.equals("=") && doubled) {
      return Optional.of("compare with a single =");
    }
    if (before.endsWith(",") && AFTER_LIST.contains(found.toUpperCase(Locale.ROOT))) {
      return Optional.of("leave out the comma before " + found);
    }
    return Optional.empty();
  }

  private long count(char c) {
    return text.text().chars().filter(i -> i == c).count();
  }

  private int offset(SqlParserPos position) {
    return new Source("", text.text()).offset(position.getLineNum(), position.getColumnNum());
  }

  private String found(SqlParserPos position) {
    return text.substring(
        position.getLineNum(),
        position.getColumnNum(),
        position.getEndLineNum(),
        position.getEndColumnNum());
  }

  /** What would have been right, in words; empty if that is not known. */
  private static Set<String> expected(SqlParseException e) {
    Set<String> names = new TreeSet<>();
    for (String token : e.getExpectedTokenNames()) {
      friendly(token).ifPresent(names::add);
    }
    return names;
  }

  private static Optional<String> friendly(String token) {
    String bare = token.replaceAll("^[\"<]|[\">]$", "");
    if (bare.contains("IDENTIFIER")) {
      return bare.equals("IDENTIFIER") ? Optional.of(A_NAME) : Optional.empty();
    }
    if (token.startsWith("<") && bare.contains("STRING")) {
      return bare.equals("QUOTED_STRING") ? Optional.of("a string") : Optional.empty();
    }
    if (bare.contains("NUMERIC_LITERAL") || bare.contains("INTEGER_LITERAL")) {
      return Optional.of("a number");
    }
    if (bare.equals("DECIMAL") || bare.equals("?")) {
      return Optional.empty(); // rare beginnings of values, which only make the list longer
    }
    return bare.equals("EOF") ? Optional.of("the end of the statement") : Optional.of(bare);
  }

  private static String quote(String found) {
    String first = found.lines().findFirst().orElse("");
    return "'" + (first.length() > QUOTED_MAX ? first.substring(0, QUOTED_MAX) + "…" : first) + "'";
  }
}
