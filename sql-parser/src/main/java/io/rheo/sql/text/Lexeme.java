package io.rheo.sql.text;

/** A run of characters {@code [start, end)} of one kind. */
record Lexeme(Kind kind, int start, int end) {
  enum Kind {
    BLANK,
    WORD,
    SYMBOL,
    STRING,
    QUOTED_IDENTIFIER,
    COMMENT,
    /** A string, quoted identifier or block comment that the text ends in. */
    UNTERMINATED
  }

  String text(String source) {
    return source.substring(start, end);
  }

  boolean isWord(String source, String word) {
    return kind == Kind.WORD && text(source).equalsIgnoreCase(word);
  }

  boolean isSymbol(String source, char symbol) {
    return kind == Kind.SYMBOL && source.charAt(start) == symbol;
  }

  boolean isNothing() {
    return kind == Kind.BLANK || kind == Kind.COMMENT;
  }
}
