package io.rheo.shell.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/**
 * A terminal with its line discipline (echo, line editing by the kernel, Ctrl-C as a signal) in
 * memory, and a person who types at it and reads the screen. Works on any platform.
 */
final class PseudoTerminal implements AutoCloseable {
  static final String CTRL_C = "\u0003";
  static final String CTRL_D = "\u0004";
  static final String TAB = "\t";
  private static final Pattern ESCAPES =
      Pattern.compile("\u001b(\\[[0-9;?]*[ -/]*[@-~]|[=>]|\\([A-Z0-9]|\\][^\u0007]*\u0007)");

  /** Lines are sent as letters of the alternate character set. */
  private static final Pattern LINE_DRAWING = Pattern.compile("\u001b\\(0([a-z]*)\u001b\\(B");

  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final ScreenBytes screen = new ScreenBytes();
  private final LineDisciplineTerminal terminal;
  private int read; // characters of the text that expect has gone past

  PseudoTerminal(int columns, int rows) throws IOException {
    terminal = new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8);
    terminal.setSize(Size.of(columns, rows));
  }

  Terminal terminal() {
    return terminal;
  }

  void type(String keys) throws IOException {
    terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
  }

  void resize(int columns, int rows) {
    terminal.setSize(Size.of(columns, rows));
    terminal.raise(Terminal.Signal.WINCH);
  }

  /** Waits until the text appears after what was last expected; returns all up to its end. */
  String expect(String text) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    synchronized (screen) {
      while (true) {
        String all = text();
        int found = all.indexOf(text, read);
        if (found >= 0) {
          String passed = all.substring(read, found + text.length());
          read = found + text.length();
          return passed;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError("'" + text + "' did not appear after:\n" + all.substring(read));
        }
        TimeUnit.NANOSECONDS.timedWait(screen, left);
      }
    }
  }

  /** All that was printed, without colours and cursor movements. */
  String text() {
    synchronized (screen) {
      String sent = screen.toString(StandardCharsets.UTF_8);
      String withLines = LINE_DRAWING.matcher(sent).replaceAll(PseudoTerminal::lines);
      return ESCAPES.matcher(withLines).replaceAll("");
    }
  }

  private static String lines(MatchResult drawing) {
    return drawing.group(1).replace('x', '│').replace('q', '─').replace('n', '┼');
  }

  /** All that was printed, as sent. */
  String raw() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }

  private static final class ScreenBytes extends ByteArrayOutputStream {
    @Override
    public synchronized void write(int b) {
      super.write(b);
      notifyAll();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      notifyAll();
    }
  }
}
