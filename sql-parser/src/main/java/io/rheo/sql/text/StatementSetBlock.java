package io.rheo.sql.text;

import java.util.regex.Pattern;

/**
 * Knows whether the statement read so far is a statement set whose {@code END} is still to come.
 */
final class StatementSetBlock {
  private static final Pattern OPENING =
      Pattern.compile(
          "BEGIN STATEMENT SET|(EXPLAIN (\\w+ ){0,2}?)?(EXECUTE )?STATEMENT SET BEGIN",
          Pattern.CASE_INSENSITIVE);

  private static final int OPENING_WORDS_MAX = 7;

  private final StringBuilder firstWords = new StringBuilder();
  private int words;
  private boolean isSet;
  private int openCases;
  private boolean ended;

  void clear() {
    firstWords.setLength(0);
    words = 0;
    isSet = false;
    openCases = 0;
    ended = false;
  }

  void add(Lexeme lexeme, String text) {
    if (isSet) {
      addInside(lexeme, text);
    } else if (words < OPENING_WORDS_MAX) {
      firstWords.append(words == 0 ? "" : " ").append(text, lexeme.start(), lexeme.end());
      words++;
      isSet = OPENING.matcher(firstWords).matches();
    }
  }

  private void addInside(Lexeme lexeme, String text) {
    if (lexeme.isWord(text, "CASE")) {
      openCases++;
      ended = false;
    } else if (lexeme.isWord(text, "END")) {
      ended = openCases == 0;
      openCases = Math.max(0, openCases - 1);
    } else {
      ended = false;
    }
  }

  /** Whether a semicolon here ends the whole statement. */
  boolean endsAt() {
    return !isSet || ended;
  }
}
