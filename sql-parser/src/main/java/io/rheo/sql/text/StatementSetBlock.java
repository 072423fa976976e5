package io.rheo.sql.text;

import java.util.List;

/**
 * Knows whether the statement read so far is a statement set whose {@code END} is still to come.
 */
final class StatementSetBlock {
  private static final List<String> OPENING = List.of("EXECUTE", "STATEMENT", "SET", "BEGIN");

  private int matched; // words of OPENING, or -1: another statement
  private int openCases;
  private boolean ended;

  void clear() {
    matched = 0;
    openCases = 0;
    ended = false;
  }

  void add(Lexeme lexeme, String text) {
    if (matched >= 0 && matched < OPENING.size()) {
      matched = lexeme.isWord(text, OPENING.get(matched)) ? matched + 1 : -1;
    } else if (lexeme.isWord(text, "CASE")) {
      openCases++;
    } else if (lexeme.isWord(text, "END")) {
      ended = openCases == 0;
      openCases = Math.max(0, openCases - 1);
    } else {
      ended = false;
    }
  }

  /** Whether a semicolon here ends the whole statement. */
  boolean endsAt() {
    return matched < OPENING.size() || ended;
  }
}
