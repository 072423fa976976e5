package io.rheo.engine.exec;

import io.rheo.engine.exec.output.Terminal;
import java.util.List;

/** Where the rows of a dataflow leave it: in one place, or in several for a statement set. */
record Terminals(List<Terminal> all) implements AutoCloseable {
  Terminals {
    all = List.copyOf(all);
  }

  long rowsOut() {
    long rows = 0;
    for (Terminal terminal : all) {
      rows += terminal.rowsOut();
    }
    return rows;
  }

  /** Whether nobody wants more rows of any of them. */
  boolean areClosed() {
    for (Terminal terminal : all) {
      if (!terminal.isClosed()) {
        return false;
      }
    }
    return true;
  }

  /** How long rows may wait for a flush: as long as the most patient of them allows. */
  long flushIntervalNanos() {
    long longest = 0;
    for (Terminal terminal : all) {
      longest = Math.max(longest, terminal.flushIntervalNanos());
    }
    return longest;
  }

  void flush() throws InterruptedException {
    for (Terminal terminal : all) {
      terminal.flush();
    }
  }

  void finish() throws InterruptedException {
    for (Terminal terminal : all) {
      terminal.finish();
    }
  }

  /** Closes each; the first failure is thrown when all are closed. */
  @Override
  public void close() {
    RuntimeException first = null;
    for (Terminal terminal : all) {
      try {
        terminal.close();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
