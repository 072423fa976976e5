package io.rheo.sql.text;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.text.Lexeme.Kind;
import io.rheo.sql.text.SqlText.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${NAME}} in statements, also inside quotes, but not in comments. */
public final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.]*)}");

  private Variables() {}

  /**
   * The statement with every variable replaced by its value. Inside a string or a quoted identifier
   * the value's quotes are doubled, so that a value cannot end it.
   *
   * @param lookup the value of a name, if it is set
   * @throws io.rheo.sql.error.SqlError at the first variable that is not set
   */
  public static SqlText replace(SqlText statement, Function<String, Optional<String>> lookup) {
    if (!statement.text().contains("${")) {
      return statement;
    }
    Replacement replacement = new Replacement(statement);
    List<Lexeme> lexemes = Lexer.lex(statement.text());
    Matcher matcher = REFERENCE.matcher(statement.text());
    for (int from = 0; matcher.find(from); from = matcher.end()) {
      Lexeme around = lexemeAt(lexemes, matcher.start());
      if (around.kind() == Kind.COMMENT) {
        continue;
      }
      int start = matcher.start();
      int end = matcher.end();
      String name = matcher.group(1);
      String value = lookup.apply(name).orElseThrow(() -> notSet(statement, name, start, end));
      replacement.replace(start, end, escape(value, around, statement.text()));
    }
    return replacement.finish();
  }

  private static Lexeme lexemeAt(List<Lexeme> lexemes, int offset) {
    return lexemes.stream().filter(l -> offset < l.end()).findFirst().orElseThrow();
  }

  private static String escape(String value, Lexeme around, String text) {
    return switch (around.kind()) {
      case STRING, QUOTED_IDENTIFIER -> {
        String quote = text.substring(around.start(), around.start() + 1);
        yield value.replace(quote, quote + quote);
      }
      case BLANK, WORD, SYMBOL, COMMENT, UNTERMINATED -> value;
    };
  }

  private static RuntimeException notSet(SqlText statement, String name, int start, int end) {
    return statement
        .error(ErrorCode.VARIABLE_NOT_SET, "variable " + name + " is not set", start, end)
        .why("neither --var nor the environment gives it a value")
        .fix("pass --var " + name + "=value or set the environment variable " + name);
  }

  /** Builds the new text and keeps track of where each piece of it came from. */
  private static final class Replacement {
    private final SqlText statement;
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();
    private int copiedTo;

    Replacement(SqlText statement) {
      this.statement = statement;
    }

    void replace(int start, int end, String value) {
      copy(start);
      Piece first = statement.pieces().get(0);
      int sourceStart = first.sourceStart() + start;
      pieces.add(
          new Piece(
              text.length(),
              text.length() + value.length(),
              sourceStart,
              sourceStart + end - start,
              false));
      text.append(value);
      copiedTo = end;
    }

    private void copy(int to) {
      int sourceStart = statement.pieces().get(0).sourceStart() + copiedTo;
      int length = to - copiedTo;
      pieces.add(
          new Piece(
              text.length(), text.length() + length, sourceStart, sourceStart + length, true));
      text.append(statement.text(), copiedTo, to);
    }

    SqlText finish() {
      copy(statement.text().length());
      return new SqlText(statement.source(), text.toString(), pieces);
    }
  }
}
