package io.rheo.sql.parse;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.Source;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
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

  private static final Pattern LAST_WORD = Pattern.compile("([A-Za-z0-9_]+)\\s*$");

  /** Words that people misspell where a statement or clause begins. */
  private static final Set<String> CLAUSES =
      Set.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP",
          "ORDER",
          "HAVING",
          "LIMIT",
          "INSERT",
          "CREATE",
          "TABLE",
          "VIEW",
          "DROP",
          "EXPLAIN",
          "DESCRIBE",
          "SHOW",
          "VALUES",
          "WITH",
          "INTO",
          "EMIT",
          "WATERMARK",
          "PRIMARY",
          "UNION",
          "JOIN",
          "INTERVAL",
          "DESCRIPTOR",
          "SET",
          "RESET",
          "BY");

  private final SqlText text;

  SyntaxErrors(SqlText text) {
    this.text = text;
  }

  SqlError explain(SqlParseException e) {
    SqlParserPos position = e.getPos();
    if (e.getCause() instanceof CalciteContextException context) {
      return contextual(context);
    }
    if (position == null) {
      return SqlError.of(ErrorCode.SYNTAX, "this is not a statement").in(text.source()).causedBy(e);
    }
    Set<String> expected = expected(e);
    if (expected.isEmpty()) {
      return Positions.error(text, position, ErrorCode.SYNTAX, lexical(position)).causedBy(e);
    }
    String found = found(position);
    SqlError error =
        Positions.error(text, position, ErrorCode.SYNTAX, unexpected(found)).causedBy(e);
    return error.why(why(expected)).fix(fix(found, position, expected));
  }

  private SqlError contextual(CalciteContextException e) {
    String what = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    if (e.getPosLine() == 0) {
      return SqlError.of(ErrorCode.SYNTAX, sentence(what)).in(text.source()).causedBy(e);
    }
    SqlParserPos position =
        new SqlParserPos(e.getPosLine(), e.getPosColumn(), e.getEndPosLine(), e.getEndPosColumn());
    return Positions.error(text, position, ErrorCode.BAD_LITERAL, sentence(what)).causedBy(e);
  }

  private static String sentence(String message) {
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private String lexical(SqlParserPos position) {
    return "character " + quote(found(position)) + " is not part of SQL";
  }

  private String found(SqlParserPos position) {
    return text.substring(
        position.getLineNum(),
        position.getColumnNum(),
        position.getEndLineNum(),
        position.getEndColumnNum());
  }

  private static String unexpected(String found) {
    return found.isBlank()
        ? "the statement ends too early"
        : quote(found) + " is not expected here";
  }

  private static String why(Set<String> expected) {
    return expected.size() > LISTED_MAX ? "" : "expected " + String.join(" or ", expected);
  }

  private String fix(String found, SqlParserPos position, Set<String> expected) {
    Optional<String> word =
        Suggestions.nearest(found, CLAUSES).filter(w -> !w.equalsIgnoreCase(found));
    if (word.isPresent()) {
      return "did you mean " + word.get() + "?";
    }
    String before = wordBefore(position);
    Optional<String> wordBefore =
        CLAUSES.contains(before.toUpperCase(Locale.ROOT))
            ? Optional.empty()
            : Suggestions.nearest(before, CLAUSES);
    if (wordBefore.isPresent()) {
      return "did you mean " + wordBefore.get() + " instead of " + before + "?";
    }
    if (found.equals(";")) {
      return "leave out the semicolon";
    }
    if (expected.contains("a name") && !found.isBlank() && Character.isLetter(found.charAt(0))) {
      return "a reserved word that is a name needs quotes: `" + found + "`";
    }
    return "";
  }

  /** A misspelt clause reads as an alias, so the parser stumbles over the word after it. */
  private String wordBefore(SqlParserPos position) {
    int start = new Source("", text.text()).offset(position.getLineNum(), position.getColumnNum());
    Matcher last = LAST_WORD.matcher(text.text().substring(0, start));
    return last.find() ? last.group(1) : "";
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
      return bare.equals("IDENTIFIER") ? Optional.of("a name") : Optional.empty();
    }
    if (bare.contains("STRING") && token.startsWith("<")) {
      return bare.equals("QUOTED_STRING") ? Optional.of("a string") : Optional.empty();
    }
    if (bare.contains("NUMERIC_LITERAL") || bare.contains("INTEGER_LITERAL")) {
      return Optional.of("a number");
    }
    if (bare.equals("EOF")) {
      return Optional.of("the end of the statement");
    }
    return Optional.of(bare);
  }

  private static String quote(String found) {
    List<String> lines = found.lines().toList();
    String first = lines.isEmpty() ? "" : lines.get(0);
    return "'" + (first.length() > 40 ? first.substring(0, 40) + "…" : first) + "'";
  }
}
