package io.rheo.engine.metric;

import java.util.concurrent.atomic.AtomicLong;

/** A number that only grows: one thread adds, any thread reads a recent value. */
public final class Counter {
  private final AtomicLong value = new AtomicLong();

  /** Adds {@code amount}, which must not be negative. Only one thread may call this. */
  public void add(long amount) {
    value.lazySet(value.getPlain() + amount);
  }

  /** The value some moments ago. */
  public long get() {
    return value.get();
  }
}
