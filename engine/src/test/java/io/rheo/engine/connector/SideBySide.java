package io.rheo.engine.connector;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** So many workers, on threads that all tests have together. */
public record SideBySide(int workers) implements ParallelTasks {
  @Override
  public void run(IntConsumer task) {
    IntStream.range(0, workers).parallel().forEach(task);
  }
}
