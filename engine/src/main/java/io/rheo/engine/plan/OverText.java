package io.rheo.engine.plan;

import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code OVER} as a person reads it in EXPLAIN. */
final class OverText {
  private final RowType input;

  private OverText(RowType input) {
    this.input = input;
  }

  static void add(OrderedNode.Over over, List<String> lines) {
    OverText text = new OverText(over.input().rowType());
    if (!over.partition().isEmpty()) {
      lines.add(
          "partition: "
              + over.partition().stream().map(text::name).collect(Collectors.joining(", ")));
    }
    if (!over.order().isEmpty()) {
      lines.add(
          "order: "
              + over.order().stream()
                  .map(key -> text.name(key.column()) + (key.descending() ? " DESC" : ""))
                  .collect(Collectors.joining(", ")));
    }
    for (int i = 0; i < over.calls().size(); i++) {
      String name = over.rowType().name(over.passed() + i);
      lines.add("compute: " + name + " = " + text.call(over.calls().get(i)));
    }
    lines.add("rows are computed: " + over.timing());
  }

  private String name(int column) {
    return input.name(column);
  }

  private String call(OverCall call) {
    if (call instanceof OverCall.Aggregate aggregate) {
      return aggregate.call().text(this::name) + " " + frame(aggregate.frame());
    } else if (call instanceof OverCall.Value value) {
      String nth = value.place() == OverCall.Place.NTH ? ", " + value.nth() : "";
      return value.place()
          + "_VALUE("
          + name(value.argument())
          + nth
          + ")"
          + nulls(value.ignoreNulls())
          + " "
          + frame(value.frame());
    } else if (call instanceof OverCall.Shift shift) {
      List<String> operands = new ArrayList<>();
      operands.add(name(shift.argument()));
      operands.add(String.valueOf(Math.abs(shift.offset())));
      if (shift.otherwise() >= 0) {
        operands.add(name(shift.otherwise()));
      }
      return (shift.offset() < 0 ? "LAG(" : "LEAD(")
          + String.join(", ", operands)
          + ")"
          + nulls(shift.ignoreNulls());
    }
    OverCall.Rank rank = (OverCall.Rank) call;
    return rank.ranking() + "(" + (rank.buckets() > 0 ? rank.buckets() : "") + ")";
  }

  private static String nulls(boolean ignoreNulls) {
    return ignoreNulls ? " IGNORE NULLS" : "";
  }

  private String frame(OverFrame frame) {
    boolean rows =
        frame.start() instanceof FrameBound.Rows || frame.end() instanceof FrameBound.Rows;
    return (rows ? "ROWS " : "RANGE ")
        + "BETWEEN "
        + bound(frame.start(), "PRECEDING")
        + " AND "
        + bound(frame.end(), "FOLLOWING")
        + (frame.excludes() ? " EXCLUDE " + frame.exclusion().name().replace('_', ' ') : "");
  }

  private String bound(FrameBound bound, String side) {
    if (bound instanceof FrameBound.Unbounded) {
      return "UNBOUNDED " + side;
    } else if (bound instanceof FrameBound.Rows rows && rows.offset() != 0) {
      return Math.abs(rows.offset()) + (rows.offset() < 0 ? " PRECEDING" : " FOLLOWING");
    } else if (bound instanceof FrameBound.Range range) {
      return name(range.bound());
    }
    return "CURRENT ROW";
  }
}
