package io.rheo.shell.command;

/** How the process ends; part of the interface to scripts. */
public final class ExitCode {
  /** Everything was done. */
  public static final int DONE = 0;

  /** A statement or job failed. */
  public static final int FAILED = 1;

  /** The command line was wrong, or named a file that is not there. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
