package io.rheo.engine.exec.graph;

import io.rheo.engine.connector.ParallelTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The threads that the steps of one query are worked on by. Worker 0 is the query's own thread, the
 * others sleep while there is neither a task nor side work.
 */
public final class Workers implements ParallelTasks, AutoCloseable {
  private final SideWorks sideWorks = new SideWorks();
  private final List<Worker> others = new ArrayList<>();

  /**
   * Workers for one query.
   *
   * @param name of the query, for the names of the threads
   * @param count with the thread that calls
   */
  public Workers(String name, int count) {
    for (int number = 1; number < count; number++) {
      others.add(new Worker(name + "-worker-" + number, number, sideWorks));
    }
  }

  @Override
  public int workers() {
    return others.size() + 1;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Is not interrupted: a task does not wait for anything, and what it works on is the step's.
   */
  @Override
  public void run(IntConsumer task) {
    for (Worker other : others) {
      other.begin(task);
    }
    Throwable failure = null;
    try {
      task.accept(0);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    for (Worker other : others) {
      Throwable otherFailure = other.await();
      failure = failure == null ? otherFailure : failure;
    }
    if (failure instanceof Error error) {
      throw error;
    } else if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  @Override
  public void add(SideWork work) {
    sideWorks.add(work);
  }

  @Override
  public void remove(SideWork work) {
    sideWorks.remove(work);
  }

  @Override
  public void wake() {
    others.forEach(Worker::wake);
  }

  @Override
  public void close() {
    others.forEach(Worker::end);
  }
}
