package io.rheo.shell.command;

import java.util.Map;
import java.util.Optional;

/**
 * Run a script.
 *
 * @param sourceName what errors call the script
 * @param settings for {@code SET}, before the first statement
 */
public record RunRequest(
    String sourceName,
    String script,
    OutputStyle style,
    Map<String, String> settings,
    Map<String, String> variables) {
  /** The value of {@code ${name}}: given on the command line, or else by the environment. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.getOrDefault(name, System.getenv(name)));
  }
}
