package io.rheo.server.avatica;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.calcite.avatica.Meta.Frame;
import org.apache.calcite.avatica.remote.Service.FetchRequest;

/**
 * A fetch that waits for rows and holds no thread meanwhile: the query wakes it. It is answered
 * once: with rows, with an error, or with an empty frame when its time is over.
 */
final class WaitingFetch {
  private final FetchRequest request;
  private final Result result;
  private final int rowsMax;
  private final long deadlineNanos;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final Answer answer;
  private final Runnable waiter = this::wake;
  private final AtomicBoolean queued = new AtomicBoolean();
  private boolean answered; // guarded by this
  private Future<?> alarm; // guarded by this

  /** Where the answer goes; one of the two is called, once. */
  record Answer(Consumer<Frame> frame, Consumer<RuntimeException> error) {}

  /**
   * @param workers run the attempts, which encode rows
   * @param timer must not be kept busy
   */
  WaitingFetch(
      FetchRequest request,
      Result result,
      int rowsMax,
      long waitNanos,
      Executor workers,
      ScheduledExecutorService timer,
      Answer answer) {
    this.request = request;
    this.result = result;
    this.rowsMax = rowsMax;
    this.deadlineNanos = System.nanoTime() + waitNanos;
    this.workers = workers;
    this.timer = timer;
    this.answer = answer;
  }

  /** Starts waiting; whatever happened since the caller looked is found by the first attempt. */
  void start() {
    result.addWaiter(waiter);
    attempt();
  }

  /** Called by the query's thread: only passes the work on. */
  private void wake() {
    if (queued.compareAndSet(false, true)) {
      workers.execute(this::attempt);
    }
  }

  private void attempt() {
    queued.set(false);
    Runnable delivery;
    try {
      delivery = next();
    } catch (RuntimeException e) {
      delivery = () -> answer.error().accept(e);
    }
    if (delivery != null) {
      delivery.run(); // not in the monitor: a slow client takes its time
    }
  }

  /** The answer that can be given now, if there is one. */
  private synchronized Runnable next() {
    if (answered) {
      return null;
    }
    Frame frame;
    try {
      frame = result.tryFetch(request.offset, rowsMax);
    } catch (RuntimeException e) {
      finish();
      throw e;
    }
    long left = deadlineNanos - System.nanoTime();
    if (frame == null && left > 0) {
      setAlarm(Math.min(left, result.recheckNanos()));
      return null;
    }
    finish();
    Frame delivered = frame == null ? RheoMeta.emptyFrame(request.offset) : frame;
    return () -> answer.frame().accept(delivered);
  }

  private void finish() {
    answered = true;
    result.removeWaiter(waiter);
    cancelAlarm();
  }

  private void setAlarm(long nanos) {
    cancelAlarm();
    alarm = timer.schedule(this::wake, nanos, TimeUnit.NANOSECONDS);
  }

  private void cancelAlarm() {
    if (alarm != null) {
      alarm.cancel(false);
    }
  }
}
