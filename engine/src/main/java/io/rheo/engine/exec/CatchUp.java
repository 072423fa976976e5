package io.rheo.engine.exec;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits until views have taken in what was there for them when it was asked for.
 *
 * @param toTheEnd whether input that ends counts as well: all of it; else only tables that Rheo
 *     stores do
 */
record CatchUp(boolean toTheEnd, CountDownLatch reached) {
  static CatchUp of(boolean toTheEnd) {
    return new CatchUp(toTheEnd, new CountDownLatch(1));
  }

  /** Several of them. */
  record All(List<CatchUp> each) {
    boolean await(long waitNanos) throws InterruptedException {
      for (CatchUp one : each) {
        if (!one.await(waitNanos)) {
          return false;
        }
      }
      return true;
    }
  }

  boolean await(long waitNanos) throws InterruptedException {
    return reached.await(waitNanos, TimeUnit.NANOSECONDS);
  }
}
