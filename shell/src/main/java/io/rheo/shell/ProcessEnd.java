package io.rheo.shell;

import io.rheo.shell.command.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets SIGINT and SIGTERM end the process in order: what runs is cancelled, and gets a moment to
 * write out its last rows and to close its connections.
 */
final class ProcessEnd {
  private static final long GRACE_SECONDS = 5;

  private final CountDownLatch reached = new CountDownLatch(1);

  /** From now on a signal cancels what runs. */
  void cancels(Cancellation cancellation) {
    runs(cancellation::request);
  }

  /** From now on a signal runs this, which lets the command end soon. */
  void runs(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop), "rheo-end"));
  }

  private void end(Runnable stop) {
    if (reached.getCount() == 0) {
      return; // the process ends because the command has
    }
    stop.run();
    try {
      reached.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has done all it had to do. */
  void reached() {
    reached.countDown();
  }
}
