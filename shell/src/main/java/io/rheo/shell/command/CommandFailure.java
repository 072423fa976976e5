package io.rheo.shell.command;

/** A reason why a command ends at once; the message is a line for the user. */
public final class CommandFailure extends Exception {
  private final int exitCode;

  /**
   * A failure that ends the process with one of the {@link ExitCode}s.
   *
   * @param message what is wrong and what to do
   */
  public CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
