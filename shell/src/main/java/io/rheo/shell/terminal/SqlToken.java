package io.rheo.shell.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of characters {@code [start, end)} of one kind. Blanks have no tokens.
 *
 * <p>This reader is for colours and completion: it takes any text, also half a statement, in time
 * linear in its length, on every key pressed. The parser's is exact instead.
 */
record SqlToken(Kind kind, int start, int end) {
  enum Kind {
    KEYWORD,
    NAME,
    QUOTED_NAME,
    STRING,
    NUMBER,
    COMMENT,
    SYMBOL
  }

  static List<SqlToken> read(CharSequence text) {
    List<SqlToken> tokens = new ArrayList<>();
    int position = 0;
    while (position < text.length()) {
      if (Character.isWhitespace(text.charAt(position))) {
        position++;
        continue;
      }
      SqlToken token = at(text, position);
      tokens.add(token);
      position = token.end();
    }
    return tokens;
  }

  private static SqlToken at(CharSequence text, int start) {
    char c = text.charAt(start);
    if (Character.isDigit(c)) {
      return new SqlToken(Kind.NUMBER, start, endOfNumber(text, start));
    }
    if (isNamePart(c)) {
      int end = start;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      boolean keyword = Vocabulary.isKeyword(text.subSequence(start, end));
      return new SqlToken(keyword ? Kind.KEYWORD : Kind.NAME, start, end);
    }
    if (c == '\'') {
      return new SqlToken(Kind.STRING, start, after(text, start + 1, "'"));
    }
    if (c == '"' || c == '`') {
      return new SqlToken(Kind.QUOTED_NAME, start, after(text, start + 1, String.valueOf(c)));
    }
    if (startsWith(text, start, "--")) {
      return new SqlToken(Kind.COMMENT, start, after(text, start, "\n"));
    }
    if (startsWith(text, start, "/*")) {
      return new SqlToken(Kind.COMMENT, start, after(text, start + 2, "*/"));
    }
    return new SqlToken(Kind.SYMBOL, start, start + 1);
  }

  static boolean isNamePart(char c) {
    return Character.isJavaIdentifierPart(c);
  }

  private static int endOfNumber(CharSequence text, int start) {
    int end = start;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    return end;
  }

  /** The index after the next {@code end}, or the length of the text. */
  private static int after(CharSequence text, int from, String end) {
    for (int i = from; i < text.length(); i++) {
      if (startsWith(text, i, end)) {
        return i + end.length();
      }
    }
    return text.length();
  }

  private static boolean startsWith(CharSequence text, int at, String start) {
    return at + start.length() <= text.length()
        && start.contentEquals(text.subSequence(at, at + start.length()));
  }

  String text(CharSequence source) {
    return source.subSequence(start, end).toString();
  }

  boolean is(CharSequence source, String word) {
    return text(source).equalsIgnoreCase(word);
  }
}
