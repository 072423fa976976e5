package io.rheo.shell.command;

/**
 * An option of a command.
 *
 * @param name with its dashes
 * @param argument what its value is called in the help text; empty if it takes none
 */
record Flag(String name, String argument, String help) {
  static final Flag HELP = new Flag("--help", "", "print this text");

  boolean takesArgument() {
    return !argument.isEmpty();
  }

  String synopsis() {
    return takesArgument() ? name + " " + argument : name;
  }
}
