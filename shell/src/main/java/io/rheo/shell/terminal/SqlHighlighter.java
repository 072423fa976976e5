package io.rheo.shell.terminal;

import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours SQL as it is typed. */
final class SqlHighlighter implements Highlighter {
  private static final AttributedStyle KEYWORD =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE).bold();
  private static final AttributedStyle STRING =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle NUMBER =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.faint();

  private final boolean colors;

  SqlHighlighter(boolean colors) {
    this.colors = colors;
  }

  @Override
  public AttributedString highlight(LineReader reader, String text) {
    if (!colors || ShellCommand.isCommand(text)) {
      return new AttributedString(text);
    }
    AttributedStringBuilder styled = new AttributedStringBuilder(text.length());
    int copied = 0;
    for (SqlToken token : SqlToken.read(text)) {
      styled.append(text, copied, token.start());
      styled.append(token.text(text), style(token.kind()));
      copied = token.end();
    }
    return styled.append(text, copied, text.length()).toAttributedString();
  }

  private static AttributedStyle style(SqlToken.Kind kind) {
    return switch (kind) {
      case KEYWORD -> KEYWORD;
      case STRING -> STRING;
      case NUMBER -> NUMBER;
      case COMMENT -> COMMENT;
      case NAME, QUOTED_NAME, SYMBOL -> AttributedStyle.DEFAULT;
    };
  }

  @Override
  public void setErrorPattern(Pattern pattern) {
    // Errors are shown below the statement, not in it.
  }
}
