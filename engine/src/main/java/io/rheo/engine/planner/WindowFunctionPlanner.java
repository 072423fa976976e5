package io.rheo.engine.planner;

import io.rheo.engine.plan.CountWindow;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.SessionWindow;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.logical.TimeAttributes;
import io.rheo.sql.validate.PlanPositions.Clause;
import io.rheo.sql.validate.WindowFunction;
import io.rheo.sql.validate.WindowKind;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Window table functions: rows with the windows that they are in. */
final class WindowFunctionPlanner implements NodePlanner<TableFunctionScan> {
  @Override
  public PhysicalNode plan(TableFunctionScan rel, BitSet wanted, PhysicalPlanner planner) {
    if (!(rel.getCall() instanceof RexCall call)
        || !(call.getOperator() instanceof WindowFunction function)) {
      throw UnsupportedNodes.error(rel, planner.query().positions());
    }
    Call window = new Call(rel, call, function.kind(), planner);
    return switch (function.kind()) {
      case TUMBLE, HOP, CUMULATE -> window.overTime(wanted);
      case TUMBLE_ROWS, HOP_ROWS -> window.overRows(wanted);
      case SESSION -> window.overSessions(wanted);
    };
  }

  private record Call(
      TableFunctionScan rel, RexCall call, WindowKind kind, PhysicalPlanner planner) {
    PhysicalNode overTime(BitSet wanted) {
      int time = descriptor(0).get(0);
      PhysicalNode input = timed(input(wanted, List.of(time)), time);
      TimeWindow window =
          zone(input, time)
              .<TimeWindow>map(zone -> new TimeWindow.Local(timeWindow(), zone))
              .orElseGet(this::timeWindow);
      planner.addWindow(window);
      RowType rowType = DataTypes.rowType(rel.getRowType());
      int windowTime = rowType.size() - 1;
      return new WindowNode.WindowAssign(
          input,
          window,
          time,
          rowType,
          new StreamTraits(
              input.traits().updating(),
              input.traits().bounded(),
              List.of(time, windowTime),
              Optional.of(windowColumns(windowTime, zone(input, time)))));
    }

    PhysicalNode overSessions(BitSet wanted) {
      int time = descriptor(0).get(0);
      List<Integer> partition = descriptor(1);
      PhysicalNode input = timed(input(wanted, List.of(time), partition), time);
      Optional<ZoneId> zone = zone(input, time);
      SessionWindow window = checked(() -> new SessionWindow(number(2), zone));
      RowType rowType = DataTypes.rowType(rel.getRowType());
      int windowTime = rowType.size() - 1;
      boolean updating = planner.emit() == EmitMode.CHANGES;
      return new WindowNode.SessionAssign(
          input,
          window,
          time,
          partition,
          planner.emit(),
          rowType,
          new StreamTraits(
              updating,
              input.traits().bounded(),
              updating ? List.of() : List.of(windowTime),
              Optional.of(windowColumns(windowTime, zone))));
    }

    private static WindowColumns windowColumns(int windowTime, Optional<ZoneId> zone) {
      return new WindowColumns(windowTime - 2, windowTime - 1, windowTime, zone);
    }

    /** On whose clock the windows of an instant are. */
    private Optional<ZoneId> zone(PhysicalNode input, int time) {
      return input.rowType().type(time).name() == TypeName.TIMESTAMP_LTZ
          ? planner.zone()
          : Optional.empty();
    }

    /** The input with a watermark that speaks of the column: of event time, or of the clock. */
    private PhysicalNode timed(PhysicalNode input, int column) {
      planner.hasTimeWindow();
      RelNode data = rel.getInput(0);
      if (input.traits().timeColumns().contains(column)
          || !TimeAttributes.of(data).get(column)
          || TimeAttributes.ofEventTime(data).get(column)) {
        requireTimeAttribute(input, column);
        return input;
      }
      StreamTraits traits =
          new StreamTraits(input.traits().updating(), input.traits().bounded(), List.of(column));
      return new PhysicalNode.ProcessingTime(input, column, input.rowType(), traits);
    }

    private TimeWindow timeWindow() {
      RexLiteral first = literal(1);
      boolean months = first.getTypeName().getFamily() == yearMonthFamily();
      if (kind == WindowKind.TUMBLE) {
        long offset = offset(2);
        if (months) {
          return checked(() -> new TimeWindow.Months(Math.toIntExact(number(1)), offset));
        }
        return checked(() -> new TimeWindow.Fixed(number(1), number(1), offset));
      }
      TimeWindow window = checked(() -> slidingOrGrowing(months ? 0 : offset(3)));
      return months ? new TimeWindow.Months(window, offset(3)) : window;
    }

    private TimeWindow slidingOrGrowing(long offset) {
      return kind == WindowKind.CUMULATE
          ? new TimeWindow.Cumulating(number(1), number(2), offset)
          : new TimeWindow.Fixed(number(1), number(2), offset);
    }

    private long offset(int operand) {
      return operands() > operand ? number(operand) : 0;
    }

    private static Object yearMonthFamily() {
      return SqlTypeName.INTERVAL_MONTH.getFamily();
    }

    PhysicalNode overRows(BitSet wanted) {
      List<Integer> partition = descriptor(0);
      List<Integer> order = descriptor(1);
      PhysicalNode input = input(wanted, partition, order);
      if (input.traits().updating()) {
        throw error(kind + " cannot count the rows of an input that retracts rows")
            .why("a row that is taken back would change every window after it")
            .fix("count the rows of the stream itself, or group by a window of time");
      }
      int timeColumn = timeColumn(input, order);
      if (!order.isEmpty()) {
        requireTimeAttribute(input, order.get(0));
        input = new OrderedNode.EventTimeSort(input, order.get(0), input.rowType(), input.traits());
      }
      RowType rowType = DataTypes.rowType(rel.getRowType());
      boolean hasTime = rowType.size() == input.rowType().size() + 3;
      return new WindowNode.CountWindowAssign(
          input,
          countWindow(),
          partition,
          hasTime ? timeColumn : -1,
          rowType,
          new StreamTraits(false, input.traits().bounded(), List.of()));
    }

    /**
     * The column that {@code window_time} speaks of: the one sorted by, else the time attribute.
     */
    private static int timeColumn(PhysicalNode input, List<Integer> order) {
      List<Integer> attributes = input.traits().timeColumns();
      return !order.isEmpty() ? order.get(0) : attributes.isEmpty() ? -1 : attributes.get(0);
    }

    private CountWindow countWindow() {
      return checked(
          () -> new CountWindow(number(2), kind == WindowKind.HOP_ROWS ? number(3) : number(2)));
    }

    @SafeVarargs
    private PhysicalNode input(BitSet wanted, List<Integer>... needed) {
      int inputColumns = rel.getInput(0).getRowType().getFieldCount();
      BitSet columns = wanted.get(0, inputColumns);
      for (List<Integer> list : needed) {
        list.forEach(columns::set);
      }
      if (kind.countsRows() && wanted.get(inputColumns + 2)) {
        columns.set(0, inputColumns); // window_time is wanted, of whichever column is the time
      }
      return planner.plan(rel.getInput(0), columns);
    }

    private void requireTimeAttribute(PhysicalNode input, int column) {
      if (input.traits().timeColumns().contains(column)) {
        return;
      }
      String name = rel.getInput(0).getRowType().getFieldNames().get(column);
      throw planner
          .query()
          .positions()
          .errorAtName(
              name,
              ErrorCode.NOT_A_TIME_ATTRIBUTE,
              "column '" + name + "' is not a time attribute here")
          .why("no watermark speaks of it, so nobody could know when a window of it is complete")
          .fix(
              "declare WATERMARK FOR it in CREATE TABLE, and pass the column on unchanged through"
                  + " views and sub-queries");
    }

    private int operands() {
      return call.getOperands().size();
    }

    private List<Integer> descriptor(int operand) {
      return ((RexCall) call.getOperands().get(operand))
          .getOperands().stream().map(column -> ((RexInputRef) column).getIndex()).toList();
    }

    private RexLiteral literal(int operand) {
      RexNode node = call.getOperands().get(operand);
      if (node instanceof RexLiteral literal && !literal.isNull()) {
        return literal;
      }
      throw error("sizes of windows must be constants")
          .fix("write INTERVAL '1' MINUTE, or a number");
    }

    /** Milliseconds, months or a number of rows. */
    private long number(int operand) {
      BigDecimal value = literal(operand).getValueAs(BigDecimal.class);
      return value.longValueExact();
    }

    private <T> T checked(java.util.function.Supplier<T> window) {
      try {
        return window.get();
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw error("the size and slide of a window must be positive whole numbers")
            .fix("write them like " + kind + "(TABLE t, …) with positive sizes");
      }
    }

    private SqlError error(String what) {
      return planner.query().positions().ofFunction(kind.name()).isPresent()
          ? planner
              .query()
              .positions()
              .errorAtFunction(kind.name(), ErrorCode.WINDOW_ARGUMENTS, what)
          : planner.query().positions().error(Clause.FROM, ErrorCode.WINDOW_ARGUMENTS, what);
    }
  }
}
