package io.rheo.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Statements that run beside the rest of their script. The first that fails stops the others. */
final class BackgroundStatements {
  private final Cancellation cancellation;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger exitCode = new AtomicInteger(ExitCode.DONE);

  BackgroundStatements(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  /** Starts one; it reports its errors itself and returns an {@link ExitCode}. */
  void start(IntSupplier statement) {
    Thread thread =
        new Thread(
            () -> {
              int code = statement.getAsInt();
              if (code != ExitCode.DONE && exitCode.compareAndSet(ExitCode.DONE, code)) {
                cancellation.request();
              }
            },
            "rheo-insert-" + (threads.size() + 1));
    threads.add(thread);
    thread.start();
  }

  /** Waits until all have ended; returns the code of the first that failed. */
  int await() {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      cancellation.request();
      Thread.currentThread().interrupt();
    }
    return exitCode.get();
  }
}
