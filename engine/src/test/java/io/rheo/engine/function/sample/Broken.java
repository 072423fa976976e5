package io.rheo.engine.function.sample;

import io.rheo.function.AggregateFunction;
import io.rheo.function.ScalarFunction;
import io.rheo.function.SqlType;
import io.rheo.function.TableFunction;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Classes that cannot be functions, or cannot be opened. */
public final class Broken {
  private Broken() {}

  /** Cannot be opened. */
  public static class Open extends ScalarFunction {
    @Override
    public void open() {
      throw new IllegalStateException("no network");
    }

    public int eval(int a) {
      return a;
    }
  }

  static class Hidden extends ScalarFunction {
    public int eval(int a) {
      return a;
    }
  }

  /** Without a method to call. */
  public static class NoEval extends ScalarFunction {}

  /** Without a constructor. */
  public static class NoConstructor extends ScalarFunction {
    private final int offset;

    public NoConstructor(int offset) {
      this.offset = offset;
    }

    public int eval(int a) {
      return a + offset;
    }
  }

  /** Of a Java type that is no SQL type. */
  public static class Untyped extends ScalarFunction {
    public int eval(File file) {
      return file.hashCode();
    }
  }

  /** Of a type that there is not. */
  public static class BadType extends ScalarFunction {
    @SqlType("NUMBR")
    public int eval() {
      return 1;
    }
  }

  /** Without a result. */
  public static class Nothing extends ScalarFunction {
    public void eval() {}
  }

  /** Of rows of a type that is not told. */
  @SuppressWarnings("rawtypes")
  public static class Raw extends TableFunction {
    public void eval() {}
  }

  /** An aggregate that cannot be kept in a snapshot. */
  public static class Unsaved extends AggregateFunction<Integer, Thread> {
    @Override
    public Thread createAccumulator() {
      return Thread.currentThread();
    }

    public void accumulate(Thread thread, int value) {}

    @Override
    public Integer getValue(Thread thread) {
      return thread.getPriority();
    }
  }

  /** An aggregate whose method takes something else. */
  public static class NoAccumulator extends AggregateFunction<Integer, List<Integer>> {
    @Override
    public List<Integer> createAccumulator() {
      return new ArrayList<>();
    }

    public void accumulate(int value) {}

    @Override
    public Integer getValue(List<Integer> values) {
      return values.size();
    }
  }
}
