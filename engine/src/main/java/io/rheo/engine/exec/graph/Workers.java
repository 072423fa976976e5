package io.rheo.engine.exec.graph;

import io.rheo.engine.connector.ParallelTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The threads that the steps of one query are worked on by. Worker 0 is the query's own thread, the
 * others sleep between two pieces of work.
 */
public final class Workers implements ParallelTasks, AutoCloseable {
  private final int count;
  private final ExecutorService others;

  /**
   * Workers for one query.
   *
   * @param name of the query, for the names of the threads
   * @param count with the thread that calls
   */
  public Workers(String name, int count) {
    this.count = count;
    AtomicInteger number = new AtomicInteger();
    others =
        Executors.newFixedThreadPool(
            count - 1,
            task -> {
              Thread thread = new Thread(task, name + "-worker-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public int workers() {
    return count;
  }

  @Override
  public void run(IntConsumer task) {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int worker = i;
      running.add(others.submit(() -> task.accept(worker)));
    }
    Throwable failure = null;
    try {
      task.accept(0);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    for (Future<?> other : running) {
      Throwable otherFailure = await(other);
      failure = failure == null ? otherFailure : failure;
    }
    if (failure instanceof Error error) {
      throw error;
    } else if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  /**
   * Waits for the end of a task and returns what it has thrown. Is not interrupted: a task does not
   * wait for anything, and what it works on is the step's.
   */
  private static Throwable await(Future<?> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get();
          return null;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          return e.getCause();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    others.shutdown();
  }
}
