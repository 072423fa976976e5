package io.rheo.engine.metric;

import java.util.concurrent.atomic.AtomicLong;

/** A number that only grows. Safe for use by several threads; add per batch, not per row. */
public final class Counter {
  private final AtomicLong value = new AtomicLong();

  /** Adds {@code amount}, which must not be negative. */
  public void add(long amount) {
    value.addAndGet(amount);
  }

  /** The value some moments ago. */
  public long get() {
    return value.get();
  }
}
