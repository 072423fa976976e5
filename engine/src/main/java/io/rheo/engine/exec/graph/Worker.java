package io.rheo.engine.exec.graph;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * One of the threads of {@link Workers}: does a task when it is told to. One other thread, the same
 * for each task, tells it and waits for it.
 *
 * <p>Waking a thread that sleeps takes longer than what a fragment does with a few hundred rows,
 * and pieces of work follow each other closely. So who waits looks for a moment before it sleeps.
 */
final class Worker {
  /** For about as long as it takes to wake a thread, so that looking costs as much as it saves. */
  private static final long LOOK_NANOS = 20_000;

  private static final int LOOKS = 64; // between two looks at the clock

  private final int number;
  private final SideWorks sideWorks;
  private final Thread thread;
  private volatile IntConsumer task; // null: the last one is done
  private volatile Thread waiting; // who told it, while it sleeps until the task is done
  private volatile boolean asleep;
  private volatile boolean ended; // there will be no more tasks
  private boolean started;
  private Throwable failure; // of the last task

  /**
   * @param sideWorks what it does while it has no task
   */
  Worker(String name, int number, SideWorks sideWorks) {
    this.number = number;
    this.sideWorks = sideWorks;
    thread = new Thread(this::work, name);
    thread.setDaemon(true);
  }

  /** Tells it to start; it has nothing to do. */
  void begin(IntConsumer newTask) {
    task = newTask;
    if (!started) {
      started = true;
      thread.start();
    } else if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /** There is side work, should it sleep. */
  void wake() {
    if (!started) {
      started = true;
      thread.start();
    } else if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * Waits until its task is done, with side work meanwhile; returns what the task has thrown, or
   * {@code null}.
   */
  Throwable await() {
    if (!looked(true)) {
      boolean interrupted = false;
      waiting = Thread.currentThread();
      while (task != null) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // else it would not sleep any more
      }
      waiting = null;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    Throwable thrown = failure;
    failure = null;
    return thrown;
  }

  /** Lets the thread end; it has nothing to do. */
  void end() {
    ended = true;
    LockSupport.unpark(thread);
  }

  private void work() {
    awaitTask();
    while (!ended) {
      try {
        task.accept(number);
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      done();
      awaitTask();
    }
  }

  private void awaitTask() {
    if (!looked(false)) {
      asleep = true; // and after that looks once more: who wakes it does so in the other order
      while (task == null && !ended) {
        if (!sideWorks.doOne()) {
          LockSupport.park(this);
        }
      }
      asleep = false;
    }
  }

  private void done() {
    task = null;
    Thread sleeper = waiting;
    if (sleeper != null) {
      LockSupport.unpark(sleeper);
    }
  }

  /**
   * Looks whether there is a task, or none, as long as there is side work to do and a moment more;
   * returns whether it is so.
   */
  private boolean looked(boolean forNone) {
    long start = System.nanoTime();
    do {
      for (int i = 0; i < LOOKS; i++) {
        if ((task == null) == forNone) {
          return true;
        }
        Thread.onSpinWait();
      }
      if (sideWorks.doOne()) {
        start = System.nanoTime();
      }
    } while (System.nanoTime() - start < LOOK_NANOS);
    return false;
  }
}
