package io.rheo.shell.terminal;

import java.util.List;
import java.util.Locale;

/**
 * A line for the shell itself, not for the server: it begins with a dot or a backslash, or is
 * {@code exit} or {@code quit}.
 *
 * @param name in lower case
 * @param argument the rest of the line; empty if there is none
 */
record ShellCommand(String name, String argument) {
  static final List<String> NAMES =
      List.of(
          ".help",
          ".quit",
          ".tables",
          ".schema",
          ".format",
          ".changelog",
          ".timing",
          ".read",
          "\\d",
          "\\dt",
          "\\q");

  static boolean isCommand(String text) {
    String line = text.strip();
    return line.startsWith(".")
        || line.startsWith("\\")
        || line.equalsIgnoreCase("exit")
        || line.equalsIgnoreCase("quit")
        || line.equalsIgnoreCase("exit;")
        || line.equalsIgnoreCase("quit;");
  }

  /** Reads a line that {@link #isCommand}; a semicolon at its end is forgiven. */
  static ShellCommand parse(String text) {
    String line = text.strip();
    if (line.endsWith(";")) {
      line = line.substring(0, line.length() - 1).strip();
    }
    String[] words = line.split("\\s+", 2);
    return new ShellCommand(words[0].toLowerCase(Locale.ROOT), words.length < 2 ? "" : words[1]);
  }
}
