package io.rheo.sql.error;

/** Lays an error out as text. */
final class ErrorText {
  private static final String INDENT = "    ";
  private static final int LINE_MAX = 160;

  private ErrorText() {}

  static String heading(SqlError error) {
    StringBuilder text = new StringBuilder();
    if (!error.source().isEmpty()) {
      text.append(error.source()).append(':');
    }
    // Also without a name: who sent the text knows what it is, and needs the place.
    error
        .position()
        .ifPresent(p -> text.append(p.line()).append(':').append(p.column()).append(':'));
    if (!text.isEmpty()) {
      text.append(' ');
    }
    return text.append(error.code().isWarning() ? "warning " : "error ")
        .append(error.code().code())
        .append(": ")
        .append(error.what())
        .toString();
  }

  static String withoutLine(SqlError error) {
    return heading(error) + notes(error);
  }

  static String withLine(SqlError error, String line, Position position) {
    int start = Math.min(position.column() - 1, line.length());
    int end =
        position.endLine() > position.line()
            ? line.length()
            : Math.min(position.endColumn(), line.length());
    int from = 0;
    int to = line.length();
    if (to > LINE_MAX) { // a generated statement on one line: show the neighbourhood
      from = Math.max(0, Math.min(start - LINE_MAX / 2, to - LINE_MAX));
      to = Math.min(line.length(), from + LINE_MAX);
    } else {
      while (from < start && Character.isWhitespace(line.charAt(from))) {
        from++;
      }
    }
    return heading(error)
        + "\n"
        + INDENT
        + line.substring(from, to)
        + "\n"
        + INDENT
        + padding(line.substring(from, start))
        + "^"
            .repeat(
                Math.max(
                    1, DisplayWidth.of(line.substring(start, Math.max(start, Math.min(end, to))))))
        + notes(error);
  }

  /** Blanks as wide as the text; a tab stays a tab, so that it is as wide whatever the terminal. */
  private static String padding(String text) {
    StringBuilder padding = new StringBuilder();
    text.codePoints()
        .forEach(c -> padding.append(c == '\t' ? "\t" : " ".repeat(DisplayWidth.of(c))));
    return padding.toString();
  }

  private static String notes(SqlError error) {
    StringBuilder notes = new StringBuilder();
    if (!error.why().isEmpty()) {
      notes.append("\n  why: ").append(error.why());
    }
    if (!error.fix().isEmpty()) {
      String label = error.fix().startsWith("did you mean") ? "\n  " : "\n  fix: ";
      notes.append(label).append(error.fix().replace("\n", "\n       "));
    }
    return notes.toString();
  }
}
