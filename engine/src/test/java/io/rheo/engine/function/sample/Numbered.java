package io.rheo.engine.function.sample;

import io.rheo.function.ScalarFunction;

/** Opened, and different at each call. */
public class Numbered extends ScalarFunction {
  private String prefix;
  private int calls;

  @Override
  public void open() {
    prefix = "call ";
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }

  public String eval(String ignored) {
    return prefix + ++calls;
  }
}
