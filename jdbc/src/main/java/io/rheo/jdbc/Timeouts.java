package io.rheo.jdbc;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread for the query timeouts of all connections, started with the first timeout. */
final class Timeouts {
  private static final ScheduledThreadPoolExecutor TIMER =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "rheo-jdbc-timeouts");
            thread.setDaemon(true);
            return thread;
          });

  static {
    TIMER.setRemoveOnCancelPolicy(true); // else a cancelled timeout keeps its statement alive
  }

  private Timeouts() {}

  static Future<?> after(int seconds, Runnable task) {
    return TIMER.schedule(task, seconds, TimeUnit.SECONDS);
  }
}
