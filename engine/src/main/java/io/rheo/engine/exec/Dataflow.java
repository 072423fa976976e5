package io.rheo.engine.exec;

import io.rheo.engine.exec.graph.StepNode;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The operators of one query at work. Advances in steps: take what the sources have ready, push it
 * through, end the step in topological order. Used by one thread.
 */
final class Dataflow implements AutoCloseable {
  private static final long IDLE_WAIT_NANOS = 100_000_000;
  private static final long SHARED_IDLE_WAIT_NANOS = 2_000_000;
  private static final long PROMPT_FLUSH_NANOS = 1_000_000_000;

  private final List<Scan> scans;
  private final List<StepNode> nodes;
  private final Terminals terminals;
  private final StepClock clock;
  private final int stepRowsMax;
  private final BooleanSupplier satisfied;
  private final PauseSwitch pause = new PauseSwitch();
  private Runnable onClose = () -> {};
  private int nextToWaitFor;
  private boolean unflushed;
  private long lastFlushNanos = System.nanoTime();

  /**
   * @param nodes inputs before those who read them
   * @param stepRowsMax a step ends once it has taken so many rows
   * @param satisfied whether the query needs no more input ({@code LIMIT})
   */
  Dataflow(
      List<Scan> scans,
      List<StepNode> nodes,
      Terminals terminals,
      StepClock clock,
      int stepRowsMax,
      BooleanSupplier satisfied) {
    this.scans = scans;
    this.nodes = nodes;
    this.terminals = terminals;
    this.clock = clock;
    this.stepRowsMax = stepRowsMax;
    this.satisfied = satisfied;
  }

  /** Runs something when the dataflow is closed, after the last row. */
  void onClose(Runnable action) {
    onClose = action;
  }

  /** Runs until the input has ended, nobody wants more, or the thread is interrupted. */
  void run() throws InterruptedException {
    while (!isDone() && !terminals.areClosed()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (pause.isOn()) {
        rest();
      }
      step();
    }
    if (!terminals.areClosed()) {
      terminals.finish();
      scans.forEach(Scan::confirm);
    }
  }

  /** Begins a step with what is ready; for who has several dataflows. Whether there was any. */
  boolean takeReady() throws InterruptedException {
    clock.startStep();
    scans.forEach(Scan::startStep);
    long before = rowsIn();
    takeReady(before);
    return rowsIn() != before;
  }

  private void advance() {
    for (StepNode node : nodes) {
      node.advance();
    }
  }

  /** Ends a step that {@link #takeReady()} began. */
  void endStep() {
    for (StepNode node : nodes) {
      node.endStep();
    }
  }

  /** Whether a source may still have rows. */
  boolean isOpen() {
    return scans.stream().anyMatch(scan -> !scan.isFinished());
  }

  /** Whether the sources have handed over what was there when the step began; {@link CatchUp}. */
  boolean hasCaughtUp(boolean toTheEnd) {
    return scans.stream().allMatch(scan -> scan.hasCaughtUp(toTheEnd));
  }

  /** Goes on after a pause. */
  void resume() {
    scans.forEach(Scan::resume);
  }

  List<Scan> scans() {
    return scans;
  }

  private void rest() throws InterruptedException {
    flush();
    pause.awaitOff();
    resume();
  }

  /** Makes it stop between two steps until it is turned off. */
  PauseSwitch pause() {
    return pause;
  }

  /** Whether it needs no more input. */
  boolean isDone() {
    return satisfied.getAsBoolean() || scans.stream().allMatch(Scan::isFinished);
  }

  private void step() throws InterruptedException {
    clock.startStep();
    scans.forEach(Scan::startStep);
    long before = rowsIn();
    takeInput(before);
    endStep();
    unflushed |= rowsIn() != before;
    flushIfDue();
  }

  /** Whether nothing more is ready. */
  private boolean takeReady(long before) throws InterruptedException {
    Scan next = leastAdvanced();
    while (next != null && rowsIn() - before < stepRowsMax && !satisfied.getAsBoolean()) {
      next.poll(0);
      advance();
      next = leastAdvanced();
    }
    return next == null;
  }

  private void takeInput(long before) throws InterruptedException {
    boolean tookAll = takeReady(before);
    if (rowsIn() == before && tookAll && !isDone()) {
      if (terminals.flushIntervalNanos() <= PROMPT_FLUSH_NANOS) {
        flush(); // nothing to do: what waits in a sink should not wait longer
      }
      waitForInput(IDLE_WAIT_NANOS);
    }
  }

  /**
   * Of the scans that may have rows ready the one whose event time is furthest behind. Tables
   * without event time take turns with it by the number of rows read, so that none starves, and one
   * that is small is soon known.
   */
  private Scan leastAdvanced() {
    Scan timed = null;
    Scan untimed = null;
    for (Scan scan : scans) {
      boolean ready = !scan.isFinished() && !scan.isIdle();
      if (ready && scan.isTimed()) {
        timed = timed == null || isBehind(scan, timed) ? scan : timed;
      } else if (ready) {
        untimed = untimed == null || hasFewerRows(scan, untimed) ? scan : untimed;
      }
    }
    return timed == null || (untimed != null && hasFewerRows(untimed, timed)) ? untimed : timed;
  }

  private static boolean isBehind(Scan scan, Scan other) {
    return scan.progress() != other.progress()
        ? scan.progress() < other.progress()
        : hasFewerRows(scan, other);
  }

  private static boolean hasFewerRows(Scan scan, Scan other) {
    return scan.input().rowsIn().get() < other.input().rowsIn().get();
  }

  /** Waits at one source; at each in turn, and shorter, if there are several. */
  void waitForInput(long nanos) throws InterruptedException {
    List<Scan> open = scans.stream().filter(scan -> !scan.isFinished()).toList();
    if (open.size() == 1) {
      open.get(0).poll(nanos);
    } else {
      nextToWaitFor = (nextToWaitFor + 1) % open.size();
      open.get(nextToWaitFor).poll(SHARED_IDLE_WAIT_NANOS);
    }
  }

  private void flushIfDue() throws InterruptedException {
    if (unflushed && System.nanoTime() - lastFlushNanos >= terminals.flushIntervalNanos()) {
      flush();
    }
  }

  private void flush() throws InterruptedException {
    if (unflushed) {
      terminals.flush();
      scans.forEach(Scan::confirm);
      unflushed = false;
      lastFlushNanos = System.nanoTime();
    }
  }

  long rowsIn() {
    long rows = 0;
    for (Scan scan : scans) {
      rows += scan.input().rowsIn().get();
    }
    return rows;
  }

  long rowsOut() {
    return terminals.rowsOut();
  }

  /** How far event time has come: the least of the tables that have one. */
  long watermark() {
    return scans.stream()
        .filter(scan -> scan.input().hasTime())
        .mapToLong(scan -> scan.input().watermark())
        .min()
        .orElse(Long.MIN_VALUE);
  }

  @Override
  public void close() {
    try {
      scans.forEach(Scan::close);
    } finally {
      try {
        onClose.run();
      } finally {
        terminals.close();
      }
    }
  }
}
