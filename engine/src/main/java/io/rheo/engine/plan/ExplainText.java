package io.rheo.engine.plan;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprText;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.option.Durations;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A physical plan as a person reads it: one operator a line with what it does, below it its columns
 * and what is known of its rows, then its inputs, indented; what is there twice is told once.
 */
public final class ExplainText {
  private final StringBuilder text = new StringBuilder();

  private final PhysicalPlan plan;
  private final RepeatedNodes repeated;
  private final Set<PhysicalNode> shown = new HashSet<>(); // of the repeated ones

  private ExplainText(PhysicalPlan plan) {
    this.plan = plan;
    repeated = RepeatedNodes.of(plan.root());
  }

  public static String of(PhysicalPlan plan) {
    ExplainText explain = new ExplainText(plan);
    explain.add(plan.root(), "", "");
    return explain.text.toString().stripTrailing();
  }

  /** A plan whose rows go to a table. */
  public static String ofSink(String table, PhysicalPlan plan) {
    ExplainText explain = new ExplainText(plan);
    explain.text.append("Sink ").append(table).append('\n');
    explain.add(plan.root(), "└─ ", "   ");
    return explain.text.toString().stripTrailing();
  }

  private void add(PhysicalNode node, String first, String rest) {
    text.append(first).append(title(node));
    if (repeated.isRepeated(node) && !shown.add(node)) {
      text.append(", the same as above: computed once\n");
      return;
    }
    text.append('\n');
    boolean leaf = node.inputs().isEmpty();
    String detail = rest + (leaf ? "    " : "│   ");
    for (String line : details(node)) {
      text.append(detail).append(line).append('\n');
    }
    if (node.stateBound() != StateBound.STATELESS) {
      text.append(detail).append("state: ").append(state(node)).append('\n');
    }
    text.append(detail).append(rows(node)).append('\n');
    for (int i = 0; i < node.inputs().size(); i++) {
      boolean last = i == node.inputs().size() - 1;
      add(node.inputs().get(i), rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
    }
  }

  private String state(PhysicalNode node) {
    if (node instanceof RegularJoin join) {
      return join.stateBound().text() + sides(join);
    }
    long ttlMillis = plan.ttlMillis(node);
    return node.stateBound().text() + expiry(", expires after ", ttlMillis);
  }

  private String sides(RegularJoin join) {
    long left = plan.ttlMillis(join, 0);
    long right = plan.ttlMillis(join, 1);
    return left == right
        ? expiry(", expires after ", left)
        : expiry(", left expires after ", left) + expiry(", right expires after ", right);
  }

  private static String expiry(String label, long ttlMillis) {
    return ttlMillis == StateTtl.OFF ? "" : label + Durations.text(Duration.ofMillis(ttlMillis));
  }

  private static String title(PhysicalNode node) {
    String name = node.getClass().getSimpleName();
    if (node instanceof PhysicalNode.Scan scan) {
      return name + " " + scan.table().name();
    } else if (node instanceof PhysicalNode.ViewScan scan) {
      return name + " " + scan.view();
    } else if (node instanceof PhysicalNode.ErrorScan scan) {
      return name + " errors('" + scan.name() + "')";
    } else if (node instanceof PhysicalNode.LateScan scan) {
      return name + " late('" + scan.job() + "')";
    } else if (node instanceof WindowNode.WindowAggregate aggregate) {
      return name + " " + aggregate.window();
    } else if (node instanceof WindowNode.WindowAssign assign) {
      return name + " " + assign.window();
    } else if (node instanceof WindowNode.ExtremeFilter filter) {
      return name + " " + filter.window();
    } else if (node instanceof WindowNode.SessionAggregate aggregate) {
      return name + " " + aggregate.window();
    } else if (node instanceof WindowNode.SessionAssign assign) {
      return name + " " + assign.window();
    } else if (node instanceof WindowNode.CountWindowAggregate aggregate) {
      return name + " " + aggregate.window();
    } else if (node instanceof WindowNode.CountWindowAssign assign) {
      return name + " " + assign.window();
    } else if (node instanceof PhysicalNode.SetOperation set) {
      return name + " " + set.rule();
    } else if (node instanceof JoinNode join) {
      return name + " " + join.kind().text();
    } else if (node instanceof PhysicalNode.FunctionJoin join) {
      return name + " " + join.function().name() + (join.outer() ? ", outer" : "");
    } else {
      return name;
    }
  }

  private List<String> details(PhysicalNode node) {
    List<String> lines = new ArrayList<>();
    if (node instanceof PhysicalNode.ViewScan scan) {
      lines.add(
          scan.snapshot()
              ? "reads: the rows at one step boundary; views that share no input have one each"
              : "reads: the rows at one step boundary, then every change");
    } else if (node instanceof PhysicalNode.Scan scan) {
      scan(scan, lines);
    } else if (node instanceof PhysicalNode.Values values) {
      lines.add("rows: " + values.rows().size());
    } else if (node instanceof PhysicalNode.Calc calc) {
      calc(calc, lines);
    } else if (node instanceof WindowNode.WindowAggregate aggregate) {
      RowType input = aggregate.input().rowType();
      lines.add("time: " + input.name(aggregate.timeColumn()));
      keys("keys", aggregate.keys(), input, lines);
      aggregates(aggregate.aggregates(), input, lines);
      emit(aggregate.emit(), lines);
    } else if (node instanceof WindowNode.WindowAssign assign) {
      lines.add("time: " + assign.input().rowType().name(assign.timeColumn()));
    } else if (node instanceof WindowNode.ExtremeFilter filter) {
      extreme(filter, lines);
    } else if (node instanceof WindowNode.SessionAggregate aggregate) {
      RowType input = aggregate.input().rowType();
      lines.add("time: " + input.name(aggregate.timeColumn()));
      keys("keys", aggregate.keys(), input, lines);
      aggregates(aggregate.aggregates(), input, lines);
      emit(aggregate.emit(), lines);
    } else if (node instanceof WindowNode.SessionAssign assign) {
      lines.add("time: " + assign.input().rowType().name(assign.timeColumn()));
      keys("partition", assign.partition(), assign.input().rowType(), lines);
      emit(assign.emit(), lines);
    } else if (node instanceof WindowNode.CountWindowAggregate aggregate) {
      RowType input = aggregate.input().rowType();
      keys("partition", aggregate.partition(), input, lines);
      keys("keys", aggregate.keys(), input, lines);
      aggregates(aggregate.aggregates(), input, lines);
    } else if (node instanceof WindowNode.CountWindowAssign assign) {
      keys("partition", assign.partition(), assign.input().rowType(), lines);
    } else if (node instanceof PhysicalNode.GroupAggregate aggregate) {
      RowType input = aggregate.input().rowType();
      keys("keys", aggregate.keys(), input, lines);
      aggregates(aggregate.aggregates(), input, lines);
    } else if (node instanceof PhysicalNode.ChangelogNormalize normalize) {
      keys("keys", normalize.keys(), normalize.rowType(), lines);
    } else if (node instanceof PhysicalNode.UpsertMaterialize materialize) {
      keys("keys", materialize.keys(), materialize.rowType(), lines);
    } else if (node instanceof OrderedNode.Rank rank) {
      rank(rank, lines);
    } else if (node instanceof PhysicalNode.Expand expand) {
      sets(expand, lines);
    } else if (node instanceof PhysicalNode.FunctionJoin join) {
      keys("arguments", join.arguments(), join.input().rowType(), lines);
      join.condition().ifPresent(test -> lines.add("on: " + named(join.rowType()).of(test)));
    } else if (node instanceof RegularJoin join) {
      JoinText.add(join, join.keys(), join.condition(), lines);
      join.leading()
          .filter(pairs -> !plan.keepsRows(join))
          .ifPresent(pairs -> pairs.addTo(join, lines));
    } else if (node instanceof JoinNode join) {
      TimeJoinText.add(join, lines);
    } else if (node instanceof OrderedNode.EventTimeSort sort) {
      lines.add("time: " + sort.input().rowType().name(sort.timeColumn()));
    } else if (node instanceof OrderedNode.Over over) {
      OverText.add(over, lines);
    } else if (node instanceof OrderedNode.Match match) {
      MatchText.add(match, lines);
    } else if (node instanceof OrderedNode.Sort sort) {
      sort(sort, lines);
    } else if (node instanceof OrderedNode.Limit limit) {
      limit(limit.offset(), limit.limit(), lines);
    }
    return lines;
  }

  private void extreme(WindowNode.ExtremeFilter filter, List<String> lines) {
    RowType rows = filter.rowType();
    String value = rows.name(filter.value());
    lines.add("time: " + rows.name(filter.timeColumn()));
    keys("keys", filter.keys(), rows, lines);
    lines.add(
        plan.keepsRows(filter)
            ? "rows: all, for state has a time to live"
            : "rows: "
                + value
                + (filter.greatest() ? " >= MAX(" : " <= MIN(")
                + value
                + ") of the window so far");
  }

  private static void emit(EmitMode mode, List<String> lines) {
    lines.add(
        "emit: "
            + switch (mode) {
              case ON_WINDOW_CLOSE -> "on window close";
              case CHANGES -> "changes";
            });
  }

  private static void scan(PhysicalNode.Scan scan, List<String> lines) {
    scan.filter()
        .ifPresent(
            filter ->
                lines.add(
                    "rows: "
                        + scan.table().columns().name(filter.column())
                        + " in "
                        + filter.values()));
    if (!scan.members().isEmpty()) {
      lines.add("members: " + members(scan));
    }
    scan.watermark()
        .ifPresent(
            watermark ->
                lines.add(
                    "watermark: "
                        + named(scan.rowType()).of(watermark.watermark())
                        + " for "
                        + named(scan.rowType()).of(watermark.time())
                        + (watermark.idleTimeoutMillis() == 0
                            ? ""
                            : ", idle after " + watermark.idleTimeoutMillis() + " ms")));
  }

  private static String members(PhysicalNode.Scan scan) {
    int columns = scan.rowType().size();
    return String.join(
        ", ", scan.rowType().names().subList(columns - scan.members().size(), columns));
  }

  private static void calc(PhysicalNode.Calc calc, List<String> lines) {
    ExprText names = named(calc.input().rowType());
    calc.condition().ifPresent(condition -> lines.add("where: " + names.of(condition)));
    List<String> computed = new ArrayList<>();
    for (int i = 0; i < calc.projections().size(); i++) {
      Expr projection = calc.projections().get(i);
      if (!(projection instanceof Expr.InputRef)) {
        computed.add(calc.rowType().name(i) + " = " + names.of(projection));
      }
    }
    computed.forEach(line -> lines.add("compute: " + line));
  }

  private static void keys(String label, List<Integer> columns, RowType input, List<String> lines) {
    if (!columns.isEmpty()) {
      lines.add(label + ": " + columns.stream().map(input::name).collect(Collectors.joining(", ")));
    }
  }

  private static void sets(PhysicalNode.Expand expand, List<String> lines) {
    RowType input = expand.input().rowType();
    lines.add(
        "grouping sets: "
            + expand.sets().stream()
                .map(
                    set ->
                        set.stream().map(input::name).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", ")));
  }

  private static void aggregates(List<AggregateCall> calls, RowType input, List<String> lines) {
    if (!calls.isEmpty()) {
      lines.add(
          "aggregates: "
              + calls.stream()
                  .map(call -> call.text(input::name))
                  .collect(Collectors.joining(", ")));
    }
  }

  private static void rank(OrderedNode.Rank rank, List<String> lines) {
    RankRule rule = rank.rule();
    keys("partition", rule.partition(), rank.input().rowType(), lines);
    sortKeys(rule.order(), rank.input().rowType(), lines);
    lines.add("rank: " + rule.function() + " " + ranks(rule));
    lines.add("emit: " + (rank.onWindowClose() ? "on window close" : "changes"));
  }

  private static String ranks(RankRule rule) {
    if (rule.from() == rule.to()) {
      return "= " + rule.to() + (rule.latestFirst() ? ", of equal rows the latest" : "");
    }
    return rule.from() == 1 ? "<= " + rule.to() : rule.from() + " to " + rule.to();
  }

  private static void sortKeys(List<SortKey> keys, RowType row, List<String> lines) {
    if (!keys.isEmpty()) {
      lines.add(
          "by: "
              + keys.stream()
                  .map(
                      key ->
                          row.name(key.column())
                              + (key.descending() ? " DESC" : "")
                              + (key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST"))
                  .collect(Collectors.joining(", ")));
    }
  }

  private static void sort(OrderedNode.Sort sort, List<String> lines) {
    sortKeys(sort.keys(), sort.rowType(), lines);
    limit(sort.offset(), sort.limit(), lines);
  }

  private static void limit(long offset, long limit, List<String> lines) {
    Optional.of(limit)
        .filter(rows -> rows != OrderedNode.Sort.NO_LIMIT)
        .ifPresent(rows -> lines.add("limit: " + rows));
    if (offset != 0) {
      lines.add("offset: " + offset);
    }
  }

  private static String rows(PhysicalNode node) {
    StreamTraits traits = node.traits();
    String columns =
        node.rowType().fields().stream()
            .map(ExplainText::column)
            .collect(Collectors.joining(", ", "columns: ", "; "));
    String times =
        traits.timeColumns().stream().map(node.rowType()::name).collect(Collectors.joining(", "));
    return columns
        + (traits.updating() ? "updating" : "append-only")
        + (traits.bounded() ? ", bounded" : ", unbounded")
        + (times.isEmpty() ? "" : "; event time: " + times);
  }

  private static String column(Field field) {
    return field.name() + " " + field.type();
  }

  private static ExprText named(RowType input) {
    return new ExprText(input::name);
  }
}
