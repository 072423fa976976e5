package io.rheo.engine.planner;

import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.FrameBound;
import io.rheo.engine.plan.OverFrame;
import io.rheo.engine.plan.OverFrame.Exclusion;
import io.rheo.engine.plan.OverTiming;
import io.rheo.sql.error.ErrorCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/** The frame of a group of functions. */
final class OverFrames {
  private static final long MILLIS_OF_MONTH = 31L * 24 * 60 * 60 * 1000; // the longest

  private final Window.Group group;
  private final List<SortKey> order;
  private final OverTiming timing;
  private final OverNode node;

  OverFrames(Window.Group group, List<SortKey> order, OverTiming timing, OverNode node) {
    this.group = group;
    this.order = order;
    this.timing = timing;
    this.node = node;
  }

  OverFrame frame() {
    OverFrame frame = new OverFrame(bound(group.lowerBound), bound(group.upperBound), exclusion());
    if (timing == OverTiming.ARRIVAL && frame.end() instanceof FrameBound.Range) {
      throw node.error(ErrorCode.NOT_SUPPORTED, "RANGE … FOLLOWING needs event time in ORDER BY")
          .why("by processing time a result is given when its row arrives")
          .fix("order by a column with a WATERMARK, or end the frame at CURRENT ROW");
    }
    return frame;
  }

  private Exclusion exclusion() {
    Exclusion exclusion =
        switch (group.exclude) {
          case EXCLUDE_NO_OTHER -> Exclusion.NO_OTHERS;
          case EXCLUDE_CURRENT_ROW -> Exclusion.CURRENT_ROW;
          case EXCLUDE_GROUP -> Exclusion.GROUP;
          case EXCLUDE_TIES -> Exclusion.TIES;
        };
    boolean ofPeers = exclusion == Exclusion.GROUP || exclusion == Exclusion.TIES;
    if (ofPeers && timing == OverTiming.ARRIVAL) {
      throw node.error(ErrorCode.NOT_SUPPORTED, "EXCLUDE GROUP and TIES need event time")
          .why("by processing time each row comes at a moment of its own")
          .fix("order by a column with a WATERMARK, or write EXCLUDE CURRENT ROW");
    }
    return exclusion;
  }

  private FrameBound bound(RexWindowBound bound) {
    if (bound.isUnbounded()) {
      return new FrameBound.Unbounded();
    } else if (bound.isCurrentRow()) {
      return group.isRows || timing == OverTiming.ARRIVAL
          ? new FrameBound.Rows(0)
          : new FrameBound.Peers();
    }
    RexLiteral offset = offset(bound);
    if (group.isRows) {
      long rows = offset.getValueAs(BigDecimal.class).longValue();
      return new FrameBound.Rows(bound.isPreceding() ? -rows : rows);
    }
    return range(offset, bound.isFollowing());
  }

  private RexLiteral offset(RexWindowBound bound) {
    return Optional.of(bound.getOffset())
        .filter(RexInputRef.class::isInstance)
        .flatMap(ref -> node.constant(((RexInputRef) ref).getIndex()))
        .filter(constant -> !constant.isNull())
        .filter(constant -> constant.getValueAs(BigDecimal.class).signum() >= 0)
        .orElseThrow(
            () ->
                node.error(
                        ErrorCode.INVALID_QUERY,
                        "the bound of a frame must be a constant of at least 0")
                    .fix("write 5 PRECEDING, or INTERVAL '5' MINUTE PRECEDING"));
  }

  private FrameBound range(RexLiteral offset, boolean following) {
    RexNode key = wide(node.ref(order.get(0).column()), offset);
    boolean plus = following != order.get(0).descending();
    boolean time = SqlTypeFamily.DATETIME.contains(key.getType());
    RexNode bound = time ? timeBound(key, offset, plus) : numberBound(key, offset, plus);
    boolean sameType =
        bound.getType().getSqlTypeName() == key.getType().getSqlTypeName()
            && bound.getType().getPrecision() == key.getType().getPrecision()
            && bound.getType().getScale() == key.getType().getScale();
    RexNode comparable = sameType ? key : node.rexBuilder().makeCast(bound.getType(), key);
    return new FrameBound.Range(
        node.column(comparable, "$key"), node.column(bound, "$bound"), following);
  }

  private RexNode timeBound(RexNode key, RexLiteral offset, boolean plus) {
    SqlOperator operator =
        plus ? SqlStdOperatorTable.DATETIME_PLUS : SqlStdOperatorTable.MINUS_DATE;
    return node.rexBuilder().makeCall(key.getType(), operator, List.of(key, offset));
  }

  private RexNode numberBound(RexNode key, RexLiteral offset, boolean plus) {
    RexBuilder rex = node.rexBuilder();
    RexNode bound =
        rex.makeCall(plus ? SqlStdOperatorTable.PLUS : SqlStdOperatorTable.MINUS, key, offset);
    return bound.getType().getSqlTypeName() == SqlTypeName.BIGINT
        ? atMostOfType(key, offset, plus, bound)
        : bound;
  }

  /** Keys near the ends of BIGINT have those as their bounds. */
  private RexNode atMostOfType(RexNode key, RexLiteral offset, boolean plus, RexNode bound) {
    RexBuilder rex = node.rexBuilder();
    long amount = offset.getValueAs(BigDecimal.class).longValueExact();
    long end = plus ? Long.MAX_VALUE : Long.MIN_VALUE;
    RexNode farthest =
        rex.makeBigintLiteral(BigDecimal.valueOf(plus ? end - amount : end + amount));
    RexNode beyond =
        rex.makeCall(
            plus ? SqlStdOperatorTable.GREATER_THAN : SqlStdOperatorTable.LESS_THAN, key, farthest);
    return rex.makeCall(
        bound.getType(),
        SqlStdOperatorTable.CASE,
        List.of(beyond, rex.makeBigintLiteral(BigDecimal.valueOf(end)), bound));
  }

  /** The key in a type in which the bounds of all its values can be told apart. */
  private RexNode wide(RexNode key, RexLiteral offset) {
    SqlTypeName name = key.getType().getSqlTypeName();
    if (SqlTypeName.INT_TYPES.contains(name)) {
      return cast(key, SqlTypeName.BIGINT);
    } else if (name == SqlTypeName.REAL || name == SqlTypeName.FLOAT) {
      return cast(key, SqlTypeName.DOUBLE);
    } else if (name == SqlTypeName.DATE
        && SqlTypeName.DAY_INTERVAL_TYPES.contains(offset.getType().getSqlTypeName())) {
      return cast(key, SqlTypeName.TIMESTAMP);
    }
    return key;
  }

  private RexNode cast(RexNode key, SqlTypeName name) {
    RelDataTypeFactory types = node.rexBuilder().getTypeFactory();
    RelDataType type =
        name == SqlTypeName.TIMESTAMP ? types.createSqlType(name, 3) : types.createSqlType(name);
    return node.rexBuilder()
        .makeCast(types.createTypeWithNullability(type, key.getType().isNullable()), key);
  }

  /** For how long a later row can see a row of the frame; negative: for ever. */
  long keepMillis() {
    RexWindowBound start = group.lowerBound;
    if (start.isUnbounded() || group.isRows || group.upperBound.isUnbounded()) {
      return -1;
    } else if (start.isCurrentRow() || start.isFollowing()) {
      return 0;
    }
    RexLiteral offset = offset(start);
    long amount = offset.getValueAs(BigDecimal.class).longValue();
    boolean months = SqlTypeName.YEAR_INTERVAL_TYPES.contains(offset.getType().getSqlTypeName());
    return months ? amount * MILLIS_OF_MONTH : amount;
  }
}
