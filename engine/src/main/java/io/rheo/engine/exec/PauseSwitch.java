package io.rheo.engine.exec;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Holds the thread of a dataflow between two steps. Any thread may turn it. */
final class PauseSwitch {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turned = lock.newCondition();
  private volatile boolean on;

  boolean isOn() {
    return on;
  }

  void turn(boolean newOn) {
    lock.lock();
    try {
      on = newOn;
      turned.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it is off. */
  void awaitOff() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (on) {
        turned.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
