package io.rheo.engine.planner;

import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.plan.OverTiming;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.logical.TimeAttributes;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** When the rows of an {@code OVER} can be computed, which its order and its input decide. */
final class OverTimings {
  private OverTimings() {}

  /**
   * When rows are taken up.
   *
   * @param time of a row, by which the watermark releases it; {@code null} if it does not
   * @param column the column that is that time, or a bound of the window with that time
   */
  record Timing(OverTiming timing, RexNode time, int column) {
    /** What is known of the rows with their results. */
    StreamTraits traits(StreamTraits input, List<OverCall> calls) {
      return switch (timing) {
        case WATERMARK, WINDOW -> byTime(input);
        case ARRIVAL -> calls.stream().anyMatch(OverCall::looksAhead) ? untimed(input) : input;
        case END_OF_INPUT -> new StreamTraits(false, true, input.timeColumns(), input.window());
        case CHANGES -> new StreamTraits(true, input.bounded(), List.of(), Optional.empty());
      };
    }

    /** A row comes before the watermark passes it; so other times may have passed already. */
    private StreamTraits byTime(StreamTraits input) {
      int windowTime = input.window().map(WindowColumns::time).orElse(WindowColumns.NONE);
      List<Integer> times =
          input.timeColumns().stream()
              .filter(time -> time == column || time == windowTime)
              .toList();
      return new StreamTraits(false, input.bounded(), times, input.window());
    }

    /** A row may come after the watermark has passed it. */
    private static StreamTraits untimed(StreamTraits input) {
      return new StreamTraits(false, input.bounded(), List.of(), Optional.empty());
    }
  }

  static Timing of(
      Window rel,
      PhysicalNode input,
      List<Integer> partition,
      List<SortKey> order,
      PhysicalPlanner planner) {
    StreamTraits traits = input.traits();
    if (!traits.updating() && !order.isEmpty() && !order.get(0).descending()) {
      int first = order.get(0).column();
      RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
      if (traits.timeColumns().contains(first)) {
        return new Timing(
            OverTiming.WATERMARK, rexBuilder.makeInputRef(typeOf(rel, first), first), first);
      } else if (traits.window().filter(window -> window.end() == first).isPresent()) {
        return new Timing(OverTiming.WATERMARK, justBefore(rel, first), first);
      } else if (isProcessingTime(rel, first)) {
        return new Timing(OverTiming.ARRIVAL, null, -1);
      }
    }
    Optional<Timing> byWindow = byWindow(rel, traits, partition);
    if (byWindow.isPresent()) {
      return byWindow.get();
    } else if (traits.bounded()) {
      return new Timing(OverTiming.END_OF_INPUT, null, -1);
    } else if (traits.updating()) {
      return new Timing(OverTiming.CHANGES, null, -1);
    }
    throw refusal(input, order, planner);
  }

  private static org.apache.calcite.rel.type.RelDataType typeOf(Window rel, int column) {
    return rel.getRowType().getFieldList().get(column).getType();
  }

  /** A window that is a key of the partition has all its rows when it closes. */
  private static Optional<Timing> byWindow(
      Window rel, StreamTraits traits, List<Integer> partition) {
    if (traits.updating()) {
      return Optional.empty();
    }
    return traits
        .window()
        .flatMap(
            window -> {
              int time = window.time();
              int end = window.end();
              if (partition.contains(time)) {
                RexNode ref =
                    rel.getCluster().getRexBuilder().makeInputRef(typeOf(rel, time), time);
                return Optional.of(new Timing(OverTiming.WINDOW, ref, time));
              }
              return partition.contains(end) && window.zone().isEmpty()
                  ? Optional.of(new Timing(OverTiming.WINDOW, justBefore(rel, end), end))
                  : Optional.empty();
            });
  }

  private static RexNode justBefore(Window rel, int endColumn) {
    RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
    RexNode end = rexBuilder.makeInputRef(typeOf(rel, endColumn), endColumn);
    RexNode millisecond =
        rexBuilder.makeIntervalLiteral(
            BigDecimal.ONE, new SqlIntervalQualifier(TimeUnit.SECOND, null, SqlParserPos.ZERO));
    return rexBuilder.makeCall(
        end.getType(), SqlStdOperatorTable.MINUS_DATE, List.of(end, millisecond));
  }

  private static boolean isProcessingTime(Window rel, int column) {
    return TimeAttributes.of(rel.getInput()).get(column)
        && !TimeAttributes.ofEventTime(rel.getInput()).get(column);
  }

  private static RuntimeException refusal(
      PhysicalNode input, List<SortKey> order, PhysicalPlanner planner) {
    String time =
        input.traits().timeColumns().isEmpty()
            ? "a column with a WATERMARK"
            : "the time attribute '"
                + input.rowType().name(input.traits().timeColumns().get(0))
                + "'";
    String by =
        order.isEmpty()
            ? "OVER without ORDER BY needs all rows of a stream that never ends"
            : "OVER on an unbounded stream cannot be ordered by '"
                + input.rowType().name(order.get(0).column())
                + "'"
                + (order.get(0).descending() ? " descending" : "");
    return planner
        .query()
        .positions()
        .error(Clause.OVER, ErrorCode.UNBOUNDED_OVER, by)
        .why("the stream never ends, so a row that belongs before others may still come")
        .fix(
            "order by "
                + time
                + ", ascending; or keep the first rows only, with ROW_NUMBER() and WHERE rn <= n; or"
                + " read a bounded source");
  }
}
