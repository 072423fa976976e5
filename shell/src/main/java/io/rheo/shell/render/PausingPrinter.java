package io.rheo.shell.render;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets another printer know when rows stop coming for a moment, so that rows are seen soon although
 * they are written in large pieces. A thread of its own looks while there is something to show, and
 * sleeps otherwise. Errors in that thread surface with the next row, or at the end.
 */
public final class PausingPrinter implements ResultPrinter, AutoCloseable {
  private static final long LOOK_NANOS = 40_000_000;

  private final ResultPrinter printer;
  private final Object lock = new Object();
  private final Thread watcher;
  private boolean waiting; // rows were handed over that nobody may have seen yet
  private volatile boolean closed;
  private IOException failure;

  public PausingPrinter(ResultPrinter printer) {
    this.printer = printer;
    this.watcher = new Thread(this::watch, "rheo-output");
    watcher.setDaemon(true);
    watcher.start();
  }

  private void watch() {
    while (!closed) {
      if (isWaiting()) {
        sleep();
        pauseIfWaiting();
      } else {
        LockSupport.park(this);
      }
    }
  }

  private boolean isWaiting() {
    synchronized (lock) {
      return waiting && failure == null;
    }
  }

  private void sleep() {
    long until = System.nanoTime() + LOOK_NANOS;
    for (long left = LOOK_NANOS; left > 0 && !closed; left = until - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  private void pauseIfWaiting() {
    synchronized (lock) {
      if (!waiting || closed) {
        return;
      }
      waiting = false;
      try {
        printer.pause();
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  @Override
  public void begin(List<ResultColumn> columns) throws IOException {
    synchronized (lock) {
      printer.begin(columns);
    }
  }

  @Override
  public void row(CharSequence[] cells) throws IOException {
    boolean first;
    synchronized (lock) {
      throwFailure();
      printer.row(cells);
      first = !waiting;
      waiting = true;
    }
    if (first) {
      LockSupport.unpark(watcher);
    }
  }

  @Override
  public void pause() throws IOException {
    synchronized (lock) {
      throwFailure();
      printer.pause();
    }
  }

  @Override
  public void end() throws IOException {
    synchronized (lock) {
      throwFailure();
      waiting = false;
      printer.end();
    }
  }

  /** Makes the printer show again what it holds: the terminal has another size now. */
  public void repaint() {
    synchronized (lock) {
      waiting = true;
    }
    LockSupport.unpark(watcher);
  }

  private void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** Ends the watching thread; what is held back stays unseen unless {@link #end} was called. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watcher);
  }
}
