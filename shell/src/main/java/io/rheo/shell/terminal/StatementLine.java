package io.rheo.shell.terminal;

import io.rheo.sql.text.Script;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * What is being typed: the whole text, and the word at the cursor as completion sees it.
 *
 * @param wordCursor the cursor's place in the word
 */
record StatementLine(String line, int cursor, String word, int wordCursor)
    implements CompletingParsedLine {
  /** Asks for another line until the statement ends with a semicolon; commands are one line. */
  static final Parser PARSER = StatementLine::parse;

  private static ParsedLine parse(String text, int cursor, Parser.ParseContext context) {
    if (context == Parser.ParseContext.ACCEPT_LINE && !isComplete(text)) {
      throw new EOFError(-1, cursor, "the statement goes on until ;", ";");
    }
    int start = cursor;
    while (start > 0 && isWordPart(text, start - 1)) {
      start--;
    }
    int end = cursor;
    while (end < text.length() && isWordPart(text, end)) {
      end++;
    }
    return new StatementLine(text, cursor, text.substring(start, end), cursor - start);
  }

  private static boolean isComplete(String text) {
    return ShellCommand.isCommand(text) || Script.isComplete(text);
  }

  private static boolean isWordPart(String text, int index) {
    char c = text.charAt(index);
    return SqlToken.isNamePart(c)
        || ((c == '.' || c == '\\') && text.substring(0, index).isBlank());
  }

  @Override
  public int wordIndex() {
    return 0;
  }

  @Override
  public List<String> words() {
    return List.of(word);
  }

  /** Names are proposed as they are to be written. */
  @Override
  public CharSequence escape(CharSequence candidate, boolean complete) {
    return candidate;
  }

  @Override
  public int rawWordCursor() {
    return wordCursor;
  }

  @Override
  public int rawWordLength() {
    return word.length();
  }
}
