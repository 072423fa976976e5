package io.rheo.engine.exec;

import io.rheo.engine.exec.graph.CutRules;
import io.rheo.engine.operator.Operator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A view among those that share steps: its operators, and how it is. Its thread is that of its
 * group; what others may touch is volatile.
 */
final class ViewMember {
  /** How a view is. */
  enum State {
    RUNNING,
    PAUSED,
    FINISHED,
    FAILED,
    STOPPED
  }

  private final Dataflow dataflow;
  private final ViewTerminal terminal;
  private final List<Input> inputs = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile State state = State.RUNNING;
  private volatile boolean pauseWanted;
  private volatile boolean stopWanted;
  private volatile RuntimeException failure;
  private final InsertionHorizon horizon;
  private List<TimeWindow> windows = List.of();
  private CutRules rules = CutRules.PLAIN;
  private boolean resting;

  /** A view that this one reads, and the way from there. */
  record Input(ViewMember upstream, ViewPort port) {}

  /** What it counts. */
  private final RunningDataflow.Metrics metrics;

  /**
   * @param horizon that its tables are read up to
   */
  ViewMember(
      Dataflow dataflow,
      ViewTerminal terminal,
      RunningDataflow.Metrics metrics,
      InsertionHorizon horizon) {
    this.dataflow = dataflow;
    this.terminal = terminal;
    this.metrics = metrics;
    this.horizon = horizon;
  }

  /** Adds a view that it reads; before it begins. */
  void read(ViewMember upstream, Output reader) {
    inputs.add(new Input(upstream, new ViewPort(upstream.view(), reader, this)));
  }

  RunningDataflow.Metrics metrics() {
    return metrics;
  }

  LiveView view() {
    return terminal.view();
  }

  ViewTerminal terminal() {
    return terminal;
  }

  /** What its tables are read up to in this step. */
  InsertionHorizon horizon() {
    return horizon;
  }

  Dataflow dataflow() {
    return dataflow;
  }

  List<Input> inputs() {
    return inputs;
  }

  State state() {
    return state == State.RUNNING && pauseWanted ? State.PAUSED : state;
  }

  RuntimeException failure() {
    return failure;
  }

  boolean await(long millis) throws InterruptedException {
    return ended.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Asks for a pause, or for its end; false if the view is not in a state for it. */
  synchronized boolean pause(boolean on) {
    boolean possible = state == State.RUNNING && pauseWanted != on;
    if (possible) {
      pauseWanted = on;
    }
    return possible;
  }

  void stop() {
    stopWanted = true;
  }

  boolean hasEnded() {
    return state != State.RUNNING;
  }

  long rowsIn() {
    long rows = dataflow.rowsIn();
    for (Input input : inputs) {
      rows += input.port().rowsIn();
    }
    return rows;
  }

  /** Whether it takes part in steps. */
  boolean isAtWork() {
    return state == State.RUNNING && !resting;
  }

  /** Its operators need these cuts: the scans below it will make them when it begins. */
  void cutFor(List<TimeWindow> newWindows, CutRules newRules) {
    windows = newWindows;
    rules = newRules;
  }

  private void cutBelow(List<TimeWindow> wantedWindows, CutRules wantedRules) {
    for (Input input : inputs) {
      ViewMember upstream = input.upstream();
      upstream.dataflow.scans().forEach(scan -> scan.input().cutFor(wantedWindows, wantedRules));
      upstream.cutBelow(wantedWindows, wantedRules);
    }
  }

  /** Takes up the rows that the views below have now. The first thing it does. */
  void connect() {
    cutBelow(windows, rules);
    for (Input input : inputs) {
      input.upstream().terminal.connect(input.port());
      input.upstream().terminal.view().rows().forEach(input.port()::add);
      input.port().watermark(input.upstream().terminal.view().watermark());
      input.port().open();
    }
  }

  /** Does what was asked for since the last step. */
  void turn() {
    if (stopWanted) {
      end(State.STOPPED, null);
    } else if (pauseWanted && !resting) {
      resting = true;
      inputs.forEach(input -> input.port().shut());
    } else if (!pauseWanted && resting) {
      resting = false;
      dataflow.resume();
      inputs.forEach(input -> input.port().open());
    }
  }

  /** Does something of the view's; if it fails the view has failed, and nobody else. */
  void guard(Runnable action) {
    if (hasEnded()) {
      return;
    }
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      end(State.FAILED, QueryThread.failureOf(e));
    }
  }

  /** Whether there is nothing more to take in: a view below that failed counts as well. */
  boolean isDone() {
    return isAtWork()
        && (brokenInput() != null
            || (dataflow.isDone()
                && inputs.stream().allMatch(input -> input.upstream().hasEnded())));
  }

  /** Ends as it must when it {@link #isDone}. */
  void finish() {
    ViewMember broken = brokenInput();
    if (broken == null) {
      terminal.watermark(Operator.END_OF_INPUT);
      end(State.FINISHED, null);
    } else {
      end(
          State.FAILED,
          SqlError.of(
                  ErrorCode.VIEW_FAILED,
                  "view '" + view().name() + "' reads '" + broken.view().name() + "', which failed")
              .why(String.valueOf(broken.failure().getMessage()))
              .fix("create '" + broken.view().name() + "' again, then this view")
              .causedBy(broken.failure()));
    }
  }

  private ViewMember brokenInput() {
    for (Input input : inputs) {
      if (input.upstream().state == State.FAILED) {
        return input.upstream();
      }
    }
    return null;
  }

  void end(State how, RuntimeException reason) {
    if (state != State.RUNNING) {
      return;
    }
    failure = reason;
    state = how;
    inputs.forEach(input -> input.upstream().terminal.disconnect(input.port()));
    try {
      dataflow.close();
    } catch (RuntimeException e) {
      failure = failure == null && how != State.STOPPED ? QueryThread.failureOf(e) : failure;
    }
    ended.countDown();
  }
}
