package io.rheo.sql.logical;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.validate.PlanPositions;
import io.rheo.sql.validate.WindowFunction;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.util.ImmutableBitSet;

/** What windows need that only a plan shows: a time attribute to divide, and constant sizes. */
final class WindowRules {
  private final PlanPositions positions;

  WindowRules(PlanPositions positions) {
    this.positions = positions;
  }

  /**
   * Checks every window in an unoptimised plan.
   *
   * @throws io.rheo.sql.error.SqlError at the descriptor or window that breaks a rule
   */
  void check(RelNode rel) {
    if (rel instanceof TableFunctionScan scan
        && scan.getCall() instanceof RexCall call
        && call.getOperator() instanceof WindowFunction function) {
      check(scan, function);
    }
    rel.getInputs().forEach(this::check);
  }

  private void check(TableFunctionScan scan, WindowFunction function) {
    String name = function.getName();
    WindowCall window =
        WindowCall.of(scan)
            .orElseThrow(
                () ->
                    positions
                        .errorAtFunction(
                            name,
                            ErrorCode.WINDOW_ARGUMENTS,
                            "the sizes of a window must be constant")
                        .fix("write a literal, such as INTERVAL '1' MINUTE"));
    checkSizes(name, window);
    if (window.time().isPresent()) {
      checkTime(scan.getInput(0), window.time().getAsInt());
    }
  }

  private void checkTime(RelNode data, int column) {
    ImmutableBitSet times = TimeAttributes.of(data);
    if (times.get(column)) {
      return;
    }
    List<String> names = data.getRowType().getFieldNames();
    String name = names.get(column);
    String known = times.toList().stream().map(names::get).collect(Collectors.joining(", "));
    throw positions
        .errorAtName(
            name, ErrorCode.NOT_A_TIME_ATTRIBUTE, "column '" + name + "' is not a time attribute")
        .why("no watermark says how far it has advanced, so a window of it could never close")
        .fix(
            known.isEmpty()
                ? "declare it in CREATE TABLE: WATERMARK FOR "
                    + name
                    + " AS "
                    + name
                    + " - INTERVAL '5' SECOND"
                : "use the time attribute " + known);
  }

  private void checkSizes(String name, WindowCall window) {
    List<WindowCall.WindowSize> sizes = window.sizes();
    int required =
        switch (window.kind()) {
          case TUMBLE, SESSION, TUMBLE_ROWS -> 1;
          case HOP, CUMULATE, HOP_ROWS -> 2;
        };
    for (int i = 0; i < required; i++) {
      WindowCall.WindowSize size = sizes.get(i);
      if (size.months() <= 0 && size.millis() <= 0 && size.rows() <= 0) {
        throw positions
            .errorAtFunction(name, ErrorCode.WINDOW_ARGUMENTS, "a window's size must be positive")
            .fix("write a longer interval");
      }
    }
    checkKindOfSize(name, window, required);
  }

  private void checkKindOfSize(String name, WindowCall window, int required) {
    List<WindowCall.WindowSize> sizes = window.sizes().subList(0, required);
    boolean inMonths = sizes.stream().anyMatch(s -> s.months() != 0);
    switch (window.kind()) {
      case CUMULATE -> {
        checkSameUnit(name, sizes);
        checkMultiple(name, sizes.get(0), sizes.get(1));
      }
      case HOP -> checkSameUnit(name, sizes);
      case SESSION -> refuseMonths(name, inMonths);
      case TUMBLE, TUMBLE_ROWS, HOP_ROWS -> {}
    }
  }

  private void checkMultiple(String name, WindowCall.WindowSize step, WindowCall.WindowSize size) {
    if (size.millis() % Math.max(1, step.millis()) != 0
        || size.months() % Math.max(1, step.months()) != 0) {
      throw positions
          .errorAtFunction(
              name,
              ErrorCode.WINDOW_ARGUMENTS,
              "the size of CUMULATE must be a multiple of its step")
          .why("the last of the growing windows is as long as the size")
          .fix("change the step or the size");
    }
  }

  private void checkSameUnit(String name, List<WindowCall.WindowSize> sizes) {
    long inMonths = sizes.stream().filter(s -> s.months() != 0).count();
    if (inMonths != 0 && inMonths != sizes.size()) {
      throw positions
          .errorAtFunction(
              name,
              ErrorCode.WINDOW_ARGUMENTS,
              "the intervals of " + name + " must both be months or years, or neither")
          .why("months have different lengths")
          .fix("use days for both, or months for both");
    }
  }

  private void refuseMonths(String name, boolean inMonths) {
    if (inMonths) {
      throw positions
          .errorAtFunction(
              name, ErrorCode.WINDOW_ARGUMENTS, name + " needs an interval of days or less")
          .why("months have different lengths")
          .fix("use days");
    }
  }
}
