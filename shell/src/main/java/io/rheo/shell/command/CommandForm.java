package io.rheo.shell.command;

import java.util.List;
import java.util.Optional;

/**
 * What a command accepts, and its help text.
 *
 * @param name as it is typed, with {@code rheo}
 * @param synopsis lines that show how it is called
 * @param text what it does
 * @param operandsMax how many arguments that are no options it takes
 */
record CommandForm(
    String name, List<String> synopsis, String text, List<Flag> flags, int operandsMax) {
  Optional<Flag> flag(String flagName) {
    return flags.stream().filter(flag -> flag.name().equals(flagName)).findFirst();
  }

  /** Ends without a line break. */
  String help() {
    StringBuilder help = new StringBuilder();
    for (String line : synopsis) {
      help.append(help.isEmpty() ? "Usage: " : "       ").append(line).append('\n');
    }
    help.append('\n').append(text.strip()).append("\n\nOptions:\n");
    int width = flags.stream().mapToInt(flag -> flag.synopsis().length()).max().orElse(0);
    for (Flag flag : flags) {
      String synopsis = flag.synopsis();
      help.append("  ").append(synopsis).append(" ".repeat(width - synopsis.length() + 2));
      help.append(flag.help()).append('\n');
    }
    return help.toString().stripTrailing();
  }
}
