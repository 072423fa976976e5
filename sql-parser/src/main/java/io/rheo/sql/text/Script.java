package io.rheo.sql.text;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.Source;
import io.rheo.sql.text.Lexeme.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts scripts into statements at the semicolons that are outside quotes and comments. */
public final class Script {
  private final Source source;
  private final String text;
  private final List<SqlText> statements = new ArrayList<>();
  private final StatementSetBlock block = new StatementSetBlock();
  private int start = -1; // of the statement being read; -1: nothing but blanks and comments so far
  private int end;

  private Script(Source source) {
    this.source = source;
    this.text = source.text();
  }

  /**
   * The statements of a script in order, without their semicolons and without blanks and comments
   * around them. The last one needs no semicolon; what holds only comments is no statement. A
   * semicolon inside the {@code BEGIN … END} of a statement set belongs to the set.
   *
   * @throws io.rheo.sql.error.SqlError if a string, quoted identifier or comment is not closed
   */
  public static List<SqlText> split(String sourceName, String text) {
    Script script = new Script(new Source(sourceName, text));
    for (Lexeme lexeme : Lexer.lex(text)) {
      script.add(lexeme);
    }
    script.finishStatement();
    return script.statements;
  }

  /**
   * Whether a text can be run as it is: it is blank, or ends (but for comments) with the semicolon
   * of its last statement.
   */
  public static boolean isComplete(String text) {
    StatementSetBlock block = new StatementSetBlock();
    boolean complete = true;
    for (Lexeme lexeme : Lexer.lex(text)) {
      if (lexeme.kind() == Kind.UNTERMINATED) {
        return false;
      }
      if (!lexeme.isNothing()) {
        complete = lexeme.isSymbol(text, ';') && block.endsAt();
        if (complete) {
          block.clear();
        } else {
          block.add(lexeme, text);
        }
      }
    }
    return complete;
  }

  private void add(Lexeme lexeme) {
    if (lexeme.kind() == Kind.UNTERMINATED) {
      throw unterminated(lexeme);
    }
    if (lexeme.isNothing()) {
      return;
    }
    if (lexeme.isSymbol(text, ';') && block.endsAt()) {
      finishStatement();
      return;
    }
    if (start < 0) {
      start = lexeme.start();
    }
    end = lexeme.end();
    block.add(lexeme, text);
  }

  private void finishStatement() {
    if (start >= 0) {
      statements.add(SqlText.of(source, start, end));
    }
    start = -1;
    block.clear();
  }

  private RuntimeException unterminated(Lexeme lexeme) {
    String opening =
        text.startsWith("/*", lexeme.start())
            ? "/*"
            : text.substring(lexeme.start(), lexeme.start() + 1);
    String what =
        switch (opening) {
          case "/*" -> "comment is not closed";
          case "'" -> "string is not closed";
          default -> "quoted name is not closed";
        };
    String closing = opening.equals("/*") ? "*/" : opening;
    return SqlText.of(source, 0, text.length())
        .error(ErrorCode.UNTERMINATED, what, lexeme.start(), lexeme.start() + opening.length())
        .why("it begins here and the text ends before the closing " + closing)
        .fix("add " + closing + " where it should end");
  }
}
