package io.rheo.sql.text;

import io.rheo.sql.text.Lexeme.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Cuts SQL text into lexemes without gaps; knows quotes and comments and nothing of the grammar.
 */
final class Lexer {
  private final String text;
  private int position;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Lexeme> lex(String text) {
    Lexer lexer = new Lexer(text);
    List<Lexeme> lexemes = new ArrayList<>();
    while (lexer.position < text.length()) {
      int start = lexer.position;
      Kind kind = lexer.skip();
      lexemes.add(new Lexeme(kind, start, lexer.position));
    }
    return lexemes;
  }

  private Kind skip() {
    char c = text.charAt(position);
    if (Character.isWhitespace(c)) {
      return skipWhile(Character::isWhitespace, Kind.BLANK);
    }
    if (Character.isJavaIdentifierPart(c)) {
      return skipWhile(Character::isJavaIdentifierPart, Kind.WORD);
    }
    if (text.startsWith("--", position)) {
      return skipWhile(i -> i != '\n' && i != '\r', Kind.COMMENT);
    }
    if (text.startsWith("/*", position)) {
      return skipThrough("*/", position + 2, Kind.COMMENT);
    }
    if (c == '\'') {
      return skipThrough("'", position + 1, Kind.STRING);
    }
    if (c == '"' || c == '`') {
      return skipThrough(String.valueOf(c), position + 1, Kind.QUOTED_IDENTIFIER);
    }
    position++;
    return Kind.SYMBOL;
  }

  private Kind skipWhile(IntPredicate more, Kind kind) {
    while (position < text.length() && more.test(text.charAt(position))) {
      position++;
    }
    return kind;
  }

  /** A doubled quote reads as two quoted pieces side by side, which is as good here. */
  private Kind skipThrough(String end, int from, Kind kind) {
    int found = text.indexOf(end, from);
    position = found < 0 ? text.length() : found + end.length();
    return found < 0 ? Kind.UNTERMINATED : kind;
  }
}
