package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.FrameBound;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.plan.OverFrame;
import io.rheo.engine.plan.OverTiming;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * The functions with one partition and order in the making: an operator, and below it a calculation
 * of the constants and the bounds of frames that they need as columns.
 */
final class OverNode {
  private static final Set<String> RANKINGS =
      Set.of("ROW_NUMBER", "RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST", "NTILE");

  private static final Set<String> OF_UNORDERED_ROWS =
      Set.of(
          "COUNT",
          "COUNT_IF",
          "COUNTIF",
          "SUM",
          "$SUM0",
          "AVG",
          "MIN",
          "MAX",
          "BOOL_AND",
          "BOOL_OR",
          "EVERY",
          "SOME",
          "LOGICAL_AND",
          "LOGICAL_OR",
          "BIT_AND",
          "BIT_OR",
          "BIT_XOR",
          "VAR_POP",
          "VAR_SAMP",
          "VARIANCE",
          "STDDEV",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "MEDIAN",
          "MODE");

  private final Window rel;
  private final PhysicalNode input;
  private final List<Integer> partition;
  private final List<SortKey> order;
  private final PhysicalPlanner planner;
  private final OverTimings.Timing timing;
  private final RexBuilder rexBuilder;
  private final List<Expr> columns = new ArrayList<>(); // of the calculation
  private final List<String> names = new ArrayList<>();
  private final List<OverCall> calls = new ArrayList<>();
  private final List<String> callNames = new ArrayList<>();
  private final int relColumns;
  private long keepMillis;

  OverNode(
      Window rel,
      PhysicalNode input,
      List<Integer> partition,
      List<SortKey> order,
      PhysicalPlanner planner) {
    this.rel = rel;
    this.input = input;
    this.partition = partition;
    this.order = order;
    this.planner = planner;
    rexBuilder = rel.getCluster().getRexBuilder();
    relColumns = rel.getInput().getRowType().getFieldCount();
    for (int i = 0; i < input.rowType().size(); i++) {
      columns.add(CalcBuilder.ref(input, i));
      names.add(input.rowType().name(i));
    }
    order.forEach(this::checkOrdered);
    timing = OverTimings.of(rel, input, partition, order, planner);
  }

  private void checkOrdered(SortKey key) {
    DataType type = input.rowType().type(key.column());
    if (type.storage() == Storage.OBJECT) {
      throw error(
              ErrorCode.NOT_SUPPORTED,
              "OVER cannot be ordered by values of type " + type.withNullable(true))
          .why("nested values have no order")
          .fix("order by a part of the value");
    }
  }

  /** Adds a function; returns the column of its results. */
  int add(Window.Group group, Window.RexWinAggCall call, String name) {
    OverCall over = translate(group, call);
    boolean endless = !input.traits().bounded() && !input.traits().updating();
    if (endless && timing.timing() != OverTiming.WINDOW && over.needsAllRows()) {
      throw error(ErrorCode.UNBOUNDED_OVER, "OVER needs the end of a stream that never ends")
          .why("its result depends on rows up to the last one of the partition")
          .fix("end the frame at CURRENT ROW or some rows FOLLOWING, or read a bounded source");
    }
    calls.add(over);
    callNames.add(name);
    return input.rowType().size() + calls.size() - 1;
  }

  /** By processing time rows have no peers: each comes at a moment of its own. */
  private OverCall.Ranking ranking(String name) {
    boolean sameAsNumber = name.equals("RANK") || name.equals("DENSE_RANK");
    return timing.timing() == OverTiming.ARRIVAL && sameAsNumber
        ? OverCall.Ranking.ROW_NUMBER
        : OverCall.Ranking.valueOf(name);
  }

  private OverCall translate(Window.Group group, Window.RexWinAggCall call) {
    String name = call.getOperator().getName();
    DataType type = DataTypes.of(call.getType());
    if (RANKINGS.contains(name)) {
      keepMillis = -1;
      long buckets = name.equals("NTILE") ? count(call, 0, 1, "the number of NTILE's buckets") : 0;
      return new OverCall.Rank(ranking(name), buckets, type);
    } else if (name.equals("LAG") || name.equals("LEAD")) {
      keepMillis = -1;
      return shift(call, name.equals("LAG"), type);
    }
    OverFrame frame = frame(group);
    checkExclusion(frame, name);
    return switch (name) {
      case "FIRST_VALUE" -> value(OverCall.Place.FIRST, call, 1, frame, type);
      case "LAST_VALUE" -> value(OverCall.Place.LAST, call, 1, frame, type);
      case "NTH_VALUE" ->
          value(
              OverCall.Place.NTH,
              call,
              count(call, 1, 1, "the row number of NTH_VALUE"),
              frame,
              type);
      default -> aggregate(call, frame);
    };
  }

  /** Rows that were left out come back as the last ones: only where their order is nothing. */
  private void checkExclusion(OverFrame frame, String function) {
    boolean ofOneRow = function.endsWith("_VALUE") && !function.equals("ANY_VALUE");
    if (frame.excludes() && !ofOneRow && !OF_UNORDERED_ROWS.contains(function)) {
      throw error(ErrorCode.NOT_SUPPORTED, function + " over a frame with EXCLUDE")
          .why("its result depends on the order of the rows")
          .fix("use COUNT, SUM, AVG, MIN, MAX, a variance, MEDIAN, MODE or FIRST_VALUE");
    }
  }

  private OverFrame frame(Window.Group group) {
    OverFrames frames = new OverFrames(group, order, timing.timing(), this);
    if (keepMillis >= 0) {
      keepMillis = frames.keepMillis() < 0 ? -1 : Math.max(keepMillis, frames.keepMillis());
    }
    return frames.frame();
  }

  private OverCall shift(Window.RexWinAggCall call, boolean lag, DataType type) {
    long offset = 1;
    if (call.getOperands().size() > 1) {
      offset = count(call, 1, Integer.MIN_VALUE, "the offset of " + call.getOperator().getName());
    }
    int otherwise =
        call.getOperands().size() > 2 ? typedColumn(call.getOperands().get(2), call) : -1;
    int argument = typedColumn(call.getOperands().get(0), call);
    return new OverCall.Shift(argument, lag ? -offset : offset, otherwise, call.ignoreNulls, type);
  }

  private OverCall value(
      OverCall.Place place, Window.RexWinAggCall call, long nth, OverFrame frame, DataType type) {
    int argument = typedColumn(call.getOperands().get(0), call);
    return new OverCall.Value(place, argument, nth, call.ignoreNulls, frame, type);
  }

  private OverCall aggregate(Window.RexWinAggCall call, OverFrame frame) {
    SqlAggFunction function = (SqlAggFunction) call.getOperator();
    boolean sumOrZero = function.getKind() == SqlKind.SUM0; // CASE above takes care of no rows
    AggregateCall aggregate =
        AggregateCall.create(
            sumOrZero ? SqlStdOperatorTable.SUM : function,
            call.distinct,
            false,
            call.ignoreNulls,
            List.of(),
            call.getOperands().stream().map(operand -> ((RexInputRef) operand).getIndex()).toList(),
            -1,
            null,
            RelCollations.EMPTY,
            call.getType(),
            null);
    AggregateCalls translator =
        new AggregateCalls(List.of(aggregate), this::argument, this::argumentType, planner);
    List<io.rheo.engine.expr.AggregateCall> translated =
        translator.translate(this::column, i -> columns.get(i).type());
    if (!(frame.start() instanceof FrameBound.Unbounded)) {
      UserAggregateCalls.checkRetracts(translated, "rows leave the frame of OVER", planner);
    }
    return new OverCall.Aggregate(translated.get(0), frame);
  }

  /** The expression of an operand; {@code null} if it is not known here. */
  private RexNode argument(int operand) {
    return operand < relColumns
        ? AggregateParameters.expressions(rel.getInput()).apply(operand)
        : rel.constants.get(operand - relColumns);
  }

  private RelDataType argumentType(int operand) {
    return operand < relColumns
        ? rel.getInput().getRowType().getFieldList().get(operand).getType()
        : rel.constants.get(operand - relColumns).getType();
  }

  /** The column of an operand, which may be a constant. */
  private int column(int operand) {
    return operand < relColumns
        ? operand
        : column(rel.constants.get(operand - relColumns), "$" + operand);
  }

  /** The column of an operand as the result's type. */
  private int typedColumn(RexNode operand, Window.RexWinAggCall call) {
    int index = ((RexInputRef) operand).getIndex();
    DataType type = DataTypes.of(call.getType());
    RexNode value = index < relColumns ? operand : rel.constants.get(index - relColumns);
    DataType valueType = DataTypes.of(value.getType());
    if (index < relColumns && valueType.withNullable(true).equals(type.withNullable(true))) {
      return index;
    }
    return column(
        rexBuilder.makeCast(
            rel.getCluster().getTypeFactory().createTypeWithNullability(call.getType(), true),
            value),
        "$" + index);
  }

  /** The column that holds the value of an expression over the input; adds it if it is new. */
  int column(RexNode node, String name) {
    Expr expr = planner.expressions().translate(node);
    int index = columns.indexOf(expr);
    if (index < 0) {
      index = columns.size();
      columns.add(expr);
      names.add(name);
    }
    return index;
  }

  /** A constant operand that is a whole number. */
  private long count(Window.RexWinAggCall call, int operand, long least, String what) {
    int index = ((RexInputRef) call.getOperands().get(operand)).getIndex();
    Optional<RexLiteral> literal = constant(index).filter(constant -> !constant.isNull());
    if (literal.isPresent()) {
      long number = literal.get().getValueAs(BigDecimal.class).longValue();
      if (number >= least) {
        return number;
      }
    }
    throw planner
        .query()
        .positions()
        .errorAtFunction(
            call.getOperator().getName(),
            ErrorCode.INVALID_QUERY,
            what + " must be a constant" + (least > 0 ? " of at least " + least : ""))
        .fix("write a whole number");
  }

  /** The constant that an operand or a bound of a frame refers to; empty if that is a column. */
  Optional<RexLiteral> constant(int operand) {
    return operand < relColumns
        ? Optional.empty()
        : Optional.of(rel.constants.get(operand - relColumns));
  }

  RexBuilder rexBuilder() {
    return rexBuilder;
  }

  /** A column of the input. */
  RexNode ref(int column) {
    return rexBuilder.makeInputRef(rel.getInput(), column);
  }

  SqlError error(ErrorCode code, String what) {
    return planner.query().positions().error(Clause.OVER, code, what);
  }

  PhysicalNode build() {
    int timeColumn = timing.time() == null ? -1 : column(timing.time(), "$time");
    PhysicalNode calculated = CalcBuilder.calc(input, Optional.empty(), columns, names);
    List<Field> fields = new ArrayList<>(input.rowType().fields());
    for (int i = 0; i < calls.size(); i++) {
      fields.add(new Field(callNames.get(i), calls.get(i).type()));
    }
    return new OrderedNode.Over(
        calculated,
        input.rowType().size(),
        timing.timing(),
        timeColumn,
        partition,
        order,
        calls,
        timing.timing() == OverTiming.WATERMARK ? keepMillis : -1,
        new RowType(fields),
        timing.traits(input.traits(), calls));
  }
}
