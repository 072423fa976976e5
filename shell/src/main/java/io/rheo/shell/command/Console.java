package io.rheo.shell.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The standard streams. Results go to {@link #out}, which reports a closed pipe as an exception;
 * everything else goes to standard error.
 */
public final class Console {
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final OutputStream out;
  private final PrintStream err;
  private final boolean outIsTerminal;
  private final boolean errIsTerminal;
  private final boolean colors;

  /**
   * A console over any streams.
   *
   * @param outIsTerminal whether a person looks at the results
   * @param colors whether messages may be coloured
   */
  public Console(OutputStream out, PrintStream err, boolean outIsTerminal, boolean colors) {
    this(out, err, outIsTerminal, false, colors);
  }

  private Console(
      OutputStream out,
      PrintStream err,
      boolean outIsTerminal,
      boolean errIsTerminal,
      boolean colors) {
    this.out = out;
    this.err = err;
    this.outIsTerminal = outIsTerminal;
    this.errIsTerminal = errIsTerminal;
    this.colors = colors;
  }

  /** The streams of this process, of which some are terminals. */
  public static Console system(boolean outIsTerminal, boolean errIsTerminal) {
    return new Console(
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        outIsTerminal,
        errIsTerminal,
        errIsTerminal && colorsAreWanted());
  }

  /** Whether the user has not switched colours off; see no-color.org. */
  public static boolean colorsAreWanted() {
    String noColor = System.getenv("NO_COLOR");
    return noColor == null || noColor.isEmpty();
  }

  public OutputStream out() {
    return out;
  }

  public boolean outIsTerminal() {
    return outIsTerminal;
  }

  public boolean errIsTerminal() {
    return errIsTerminal;
  }

  /** A line that the next one replaces; empty: none. Only where {@link #errIsTerminal}. */
  public void status(String text) {
    err.print(CLEAR_LINE + text);
    err.flush();
  }

  /** One line, or several, for the person; never part of a result. */
  public void message(String text) {
    err.println(text);
  }

  /**
   * An error or warning as {@code SqlError.render} lays it out; its heading is red on a terminal.
   */
  public void error(String text) {
    err.println(colors ? colored(text) : text);
  }

  /** The text with {@code error RHnnnn} and the carets in red. */
  private static String colored(String text) {
    return text.replaceFirst("(error|warning)( RH\\d{4})?:", RED + "$0" + PLAIN)
        .replaceFirst("(?m)^(\\s*)(\\^+)$", "$1" + RED + "$2" + PLAIN);
  }
}
