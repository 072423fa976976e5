package io.rheo.sql.logical;

import io.rheo.sql.validate.WindowFunction;
import io.rheo.sql.validate.WindowKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A window function as a plan calls it, taken apart.
 *
 * @param time the input column that time windows divide and count windows are ordered by; empty for
 *     count windows in order of arrival
 * @param windowTimeSource the input column whose greatest value is the window_time of a count
 *     window; empty for time windows, and if the output has no window_time
 * @param keys the input columns of PARTITION BY; only sessions and count windows have them
 * @param sizes as in {@link WindowKind}: slide or step first if the kind has one, then size or gap,
 *     then the offset if there is one
 */
public record WindowCall(
    WindowKind kind,
    OptionalInt time,
    OptionalInt windowTimeSource,
    List<Integer> keys,
    List<WindowSize> sizes) {
  /**
   * The length of a window or step: exactly one of the fields is not zero, except for an offset of
   * zero.
   */
  public record WindowSize(long months, long millis, long rows) {}

  public WindowCall {
    keys = List.copyOf(keys);
    sizes = List.copyOf(sizes);
  }

  /** Empty for table functions that are no windows, and if a size is not a constant. */
  public static Optional<WindowCall> of(TableFunctionScan scan) {
    if (!(scan.getCall() instanceof RexCall call)
        || !(call.getOperator() instanceof WindowFunction function)) {
      return Optional.empty();
    }
    WindowKind kind = function.kind();
    List<List<Integer>> descriptors = new ArrayList<>();
    List<WindowSize> sizes = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      if (operand.getKind() == SqlKind.DESCRIPTOR) {
        descriptors.add(columns((RexCall) operand));
      } else if (operand instanceof RexLiteral literal && !literal.isNull()) {
        sizes.add(size(literal));
      } else {
        return Optional.empty();
      }
    }
    List<Integer> time = descriptors.get(kind.countsRows() ? 1 : 0);
    List<Integer> keys =
        switch (kind) {
          case TUMBLE_ROWS, HOP_ROWS -> descriptors.get(0);
          case SESSION -> descriptors.get(1);
          case TUMBLE, HOP, CUMULATE -> List.of();
        };
    return Optional.of(
        new WindowCall(
            kind,
            time.isEmpty() ? OptionalInt.empty() : OptionalInt.of(time.get(0)),
            windowTimeSource(kind, scan),
            keys,
            sizes));
  }

  static OptionalInt windowTimeSource(WindowKind kind, TableFunctionScan scan) {
    int dataColumns = scan.getInput(0).getRowType().getFieldCount();
    boolean hasWindowTime = scan.getRowType().getFieldCount() == dataColumns + 3;
    if (!kind.countsRows() || !hasWindowTime) {
      return OptionalInt.empty();
    }
    int first = TimeAttributes.ofEventTime(scan.getInput(0)).nextSetBit(0);
    return first < 0 ? OptionalInt.empty() : OptionalInt.of(first);
  }

  private static List<Integer> columns(RexCall descriptor) {
    return descriptor.getOperands().stream().map(o -> ((RexInputRef) o).getIndex()).toList();
  }

  private static WindowSize size(RexLiteral literal) {
    long value = literal.getValueAs(BigDecimal.class).longValueExact();
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(literal.getTypeName())) {
      return new WindowSize(value, 0, 0);
    }
    return SqlTypeName.DAY_INTERVAL_TYPES.contains(literal.getTypeName())
        ? new WindowSize(0, value, 0)
        : new WindowSize(0, 0, value);
  }
}
