package io.rheo.shell.command;

import io.rheo.sql.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An error as the server rendered it, taken apart again so that its place can be given in the
 * user's file, which the server has not seen.
 *
 * @param line from 1, in the text that was sent; 0 if the error has no place
 * @param caretWidth cells of the terminal that the marked token takes
 */
record ServerMessage(
    ErrorCode code, String what, String why, String fix, int line, int column, int caretWidth) {
  private static final Pattern HEADING =
      Pattern.compile("(?m)^(?:.*?(\\d+):(\\d+): )?(?:.*?)(?:error|warning) (RH\\d{4}): (.*)$");
  private static final Pattern CARETS = Pattern.compile("\\s+(\\^+)\\s*");

  /** Empty if the text is not an error of ours. */
  static Optional<ServerMessage> parse(String text) {
    Matcher heading = HEADING.matcher(text);
    if (!heading.find()) {
      return Optional.empty();
    }
    Optional<ErrorCode> code =
        Stream.of(ErrorCode.values())
            .filter(known -> known.code().equals(heading.group(3)))
            .findFirst();
    List<String> rest = Arrays.asList(text.substring(heading.end()).split("\\R"));
    boolean placed = heading.group(1) != null;
    return code.map(
        known ->
            new ServerMessage(
                known,
                heading.group(4),
                note(rest, "  why: "),
                fix(rest),
                placed ? Integer.parseInt(heading.group(1)) : 0,
                placed ? Integer.parseInt(heading.group(2)) : 0,
                caretWidth(rest)));
  }

  private static int caretWidth(List<String> lines) {
    return lines.stream()
        .map(CARETS::matcher)
        .filter(Matcher::matches)
        .mapToInt(carets -> carets.group(1).length())
        .findFirst()
        .orElse(1);
  }

  private static String fix(List<String> lines) {
    String fix = note(lines, "  fix: ");
    return fix.isEmpty() ? note(lines, "  did you mean").strip() : fix;
  }

  /** A note and the deeper lines that continue it. */
  private static String note(List<String> lines, String label) {
    StringBuilder note = new StringBuilder();
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith(label)) {
        inside = true;
        note.append(label.endsWith(": ") ? line.substring(label.length()) : line);
      } else if (inside && line.startsWith("       ")) {
        note.append('\n').append(line.strip());
      } else {
        inside = false;
      }
    }
    return note.toString();
  }
}
