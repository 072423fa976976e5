package io.rheo.shell;

import io.rheo.engine.QueryProgress;
import io.rheo.shell.command.Console;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One line on standard error that says how far a long run is, rewritten every second. Only for a
 * terminal that the results do not go to as well. Used as a thread of its own until it is stopped.
 */
final class ProgressLine {
  private static final long FIRST_AFTER_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<QueryProgress> progress;
  private final Console console;
  private final Thread thread = new Thread(this::run, "rheo-progress");
  private final long startNanos = System.nanoTime();
  private long rowsBefore;
  private long nanosBefore = startNanos;
  private boolean shown;

  private ProgressLine(Supplier<QueryProgress> progress, Console console) {
    this.progress = progress;
    this.console = console;
    thread.setDaemon(true);
  }

  /** Starts to show, if there is somebody to show it to. */
  static ProgressLine start(Supplier<QueryProgress> progress, Console console) {
    ProgressLine line = new ProgressLine(progress, console);
    if (console.errIsTerminal() && !console.outIsTerminal()) {
      line.thread.start();
    }
    return line;
  }

  private void run() {
    try {
      TimeUnit.NANOSECONDS.sleep(FIRST_AFTER_NANOS);
      while (!Thread.currentThread().isInterrupted()) {
        show(progress.get(), System.nanoTime());
        TimeUnit.NANOSECONDS.sleep(INTERVAL_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
  }

  private void show(QueryProgress now, long nanos) {
    double seconds = Math.max(1, nanos - nanosBefore) / (double) TimeUnit.SECONDS.toNanos(1);
    long rate = Math.max(0, Math.round((now.rowsIn() - rowsBefore) / seconds));
    rowsBefore = now.rowsIn();
    nanosBefore = nanos;
    shown = true;
    console.status(text(now, rate));
  }

  /** Like {@code 1,200,000 rows in (410,000/s), 3,000 out, watermark 2026-01-31T10:00:00Z}. */
  static String text(QueryProgress now, long rowsPerSecond) {
    String text =
        String.format(
            Locale.ROOT,
            "%,d rows in (%,d/s), %,d out",
            now.rowsIn(),
            rowsPerSecond,
            now.rowsOut());
    boolean hasTime = now.watermark() != Long.MIN_VALUE && now.watermark() != Long.MAX_VALUE;
    return hasTime ? text + ", watermark " + Instant.ofEpochMilli(now.watermark()) : text;
  }

  /** Stops, and clears the line. */
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
    if (shown) {
      console.status("");
    }
  }
}
