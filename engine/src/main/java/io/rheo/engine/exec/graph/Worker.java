package io.rheo.engine.exec.graph;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * One of the threads of {@link Workers}: does a task when it is told to. One other thread, the same
 * for each task, tells it and waits for it.
 *
 * <p>Waking a thread that sleeps takes longer than what a fragment does with a few hundred rows; so
 * who waits looks for side work before it sleeps.
 */
final class Worker {
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
    boolean interrupted = false;
    waiting = Thread.currentThread();
    while (task != null) {
      if (!sideWorks.doOne()) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // else it would not sleep any more
      }
    }
    waiting = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
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
    asleep = true; // and after that looks for work: who wakes it does so in the other order
    while (task == null && !ended) {
      if (!sideWorks.doOne()) {
        LockSupport.park(this);
      }
    }
    asleep = false;
  }

  private void done() {
    task = null;
    Thread sleeper = waiting;
    if (sleeper != null) {
      LockSupport.unpark(sleeper);
    }
  }
}
