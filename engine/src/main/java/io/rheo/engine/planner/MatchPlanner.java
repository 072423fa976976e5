package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.MatchCondition;
import io.rheo.engine.plan.MatchPattern;
import io.rheo.engine.plan.MatchShown;
import io.rheo.engine.plan.MatchSkip;
import io.rheo.engine.plan.MatchSpec;
import io.rheo.engine.plan.MatchValue;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.MatchRows;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.core.Match;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexPatternFieldRef;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMatchRecognize.AfterOption;

/**
 * {@code MATCH_RECOGNIZE}: rows in order, an operator that finds matches and hands on what the
 * measures need to know of each, and a calculation of the measures above it.
 */
final class MatchPlanner implements NodePlanner<Match> {
  @Override
  public PhysicalNode plan(Match rel, BitSet wanted, PhysicalPlanner planner) {
    PhysicalNode input = planner.plan(rel.getInput(), used(rel));
    if (input.traits().updating()) {
      throw error(planner, "MATCH_RECOGNIZE of an input that takes rows back is not possible")
          .why("a match that was found would have to go when one of its rows does")
          .fix("match the rows of the stream itself, or of windows, which are final");
    }
    return new Matching(rel, input, planner).plan();
  }

  private static BitSet used(Match rel) {
    BitSet used = new BitSet();
    if (rel.isAllRows()) {
      used.set(0, rel.getInput().getRowType().getFieldCount());
    }
    rel.getPartitionKeys().forEach(used::set);
    rel.getOrderKeys().getFieldCollations().forEach(key -> used.set(key.getFieldIndex()));
    rel.getMeasures().values().forEach(node -> add(node, used));
    rel.getPatternDefinitions().values().forEach(node -> add(node, used));
    return used;
  }

  private static void add(RexNode node, BitSet used) {
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitInputRef(RexInputRef ref) {
            used.set(ref.getIndex());
            return null;
          }

          @Override
          public Void visitPatternFieldRef(RexPatternFieldRef ref) {
            return visitInputRef(ref);
          }
        });
  }

  private static SqlError error(PhysicalPlanner planner, String what) {
    return planner.query().positions().error(Clause.MATCH_RECOGNIZE, ErrorCode.NOT_SUPPORTED, what);
  }

  /** One clause. */
  private static final class Matching {
    private final Match rel;
    private final PhysicalPlanner planner;
    private final MatchPattern pattern;
    private final MatchOrder order;
    private final MatchColumns columns;

    Matching(Match rel, PhysicalNode input, PhysicalPlanner planner) {
      this.rel = rel;
      this.planner = planner;
      pattern = MatchPatterns.of(rel.getPattern(), planner.query().positions());
      order = MatchOrder.of(rel, input, planner);
      columns = new MatchColumns(rel, input, pattern, planner);
      if (rel.isStrictEnd() && !input.traits().bounded()) {
        throw error(planner, "a pattern with $ over an unbounded stream is not possible")
            .why("the last row of a partition is not known as long as rows come")
            .fix("leave $ out, or read a bounded source");
      }
    }

    PhysicalNode plan() {
      MatchValues values = new MatchValues(columns, rel.isAllRows(), planner);
      Map<String, Expr> measures = new LinkedHashMap<>();
      MatchShown shown = shown();
      rel.getMeasures()
          .forEach(
              (name, node) ->
                  measures.put(
                      name,
                      shown == MatchShown.UNMATCHED_ROWS
                          ? values.translateOfMatch(node)
                          : values.translate(node)));
      MatchSpec spec =
          new MatchSpec(
              rel.getPartitionKeys().asList(),
              order.timeColumn(),
              order.timing() == MatchOrder.Timing.WATERMARK,
              pattern,
              rel.isStrictStart(),
              rel.isStrictEnd(),
              withinMillis(),
              skip(),
              conditions(),
              shown,
              values.values());
      PhysicalNode rows = order.sort(columns.node(), rel.getPartitionKeys().asList());
      PhysicalNode matches = matches(spec, rows);
      return measured(measures, spec, matches);
    }

    private PhysicalNode matches(MatchSpec spec, PhysicalNode rows) {
      List<Field> fields = new ArrayList<>();
      if (spec.allRows()) {
        fields.addAll(rows.rowType().fields());
      } else {
        spec.partition().forEach(column -> fields.add(rows.rowType().fields().get(column)));
      }
      List<Integer> times = new ArrayList<>();
      if (spec.allRows() && spec.byWatermark()) {
        times.add(spec.timeColumn());
      }
      for (MatchValue value : spec.measures()) {
        if (spec.byWatermark() && isLastTime(value, spec.timeColumn())) {
          times.add(fields.size());
        }
        fields.add(new Field("$" + fields.size(), value.type()));
      }
      if (spec.withinMillis() < 0 && !rows.traits().bounded()) {
        planner.warn(forEver());
      }
      return new OrderedNode.Match(
          rows,
          spec,
          !times.isEmpty() && planner.timesMatter(),
          new RowType(fields),
          new StreamTraits(false, rows.traits().bounded(), times));
    }

    private SqlError forEver() {
      return planner
          .query()
          .positions()
          .error(
              Clause.MATCH_RECOGNIZE,
              ErrorCode.STATE_UNBOUNDED,
              "a pattern without WITHIN over an unbounded stream keeps rows for ever")
          .why("a match that has begun waits for its next row however long that takes")
          .fix("write how long a match can take: PATTERN (…) WITHIN INTERVAL '1' HOUR");
    }

    private static boolean isLastTime(MatchValue value, int timeColumn) {
      return value instanceof MatchValue.RowColumn row
          && row.column() == timeColumn
          && row.navigation().equals(new MatchValue.Navigation(List.of(), false, 0, 0, false));
    }

    private PhysicalNode measured(
        Map<String, Expr> measures, MatchSpec spec, PhysicalNode matches) {
      int firstValue = matches.rowType().size() - spec.measures().size();
      List<String> inputNames = rel.getInput().getRowType().getFieldNames();
      List<Expr> projections = new ArrayList<>();
      for (String name : rel.getRowType().getFieldNames()) {
        Expr measure = measures.get(name);
        int column = inputNames.indexOf(name);
        if (measure != null) {
          projections.add(
              ExprMapping.replace(
                  measure, ref -> new Expr.InputRef(firstValue + ref.column(), ref.type())));
        } else {
          projections.add(
              CalcBuilder.ref(matches, spec.allRows() ? column : spec.partition().indexOf(column)));
        }
      }
      return CalcBuilder.calc(
          matches, Optional.empty(), projections, rel.getRowType().getFieldNames());
    }

    private List<MatchCondition> conditions() {
      List<MatchCondition> conditions = new ArrayList<>();
      rel.getPatternDefinitions()
          .forEach(
              (name, node) -> {
                int variable = pattern.variables().indexOf(name);
                if (variable >= 0) {
                  MatchValues values = new MatchValues(columns, true, planner);
                  Expr condition = values.translate(node);
                  conditions.add(new MatchCondition(variable, values.values(), condition));
                }
              });
      return conditions;
    }

    private MatchShown shown() {
      if (!rel.isAllRows()) {
        return MatchShown.ONE_ROW;
      }
      MatchShown shown =
          switch (MatchRows.of(rel.getPattern())) {
            case UNSPECIFIED, OMIT_EMPTY_MATCHES -> MatchShown.ALL_ROWS;
            case SHOW_EMPTY_MATCHES -> MatchShown.EMPTY_MATCHES;
            case WITH_UNMATCHED_ROWS -> MatchShown.UNMATCHED_ROWS;
          };
      boolean excludes = pattern.steps().stream().anyMatch(MatchPattern.Step::excluded);
      if (shown == MatchShown.UNMATCHED_ROWS && excludes) {
        throw error(planner, "WITH UNMATCHED ROWS of a pattern that leaves rows out by {- -}")
            .why("such a row is in a match, and yet it would be missing")
            .fix("write the variable without {- -}, and filter by CLASSIFIER() above");
      }
      return shown;
    }

    private long withinMillis() {
      if (rel.getInterval() == null) {
        return -1;
      } else if (order.timeColumn() < 0) {
        throw error(planner, "WITHIN is not possible when rows are sorted from late to early")
            .fix("order by time, ascending");
      }
      return ((RexLiteral) rel.getInterval()).getValueAs(BigDecimal.class).longValueExact();
    }

    private MatchSkip skip() {
      if (rel.getAfter() instanceof RexLiteral literal) {
        return literal.getValueAs(AfterOption.class) == AfterOption.SKIP_PAST_LAST_ROW
            ? new MatchSkip(MatchSkip.Target.PAST_LAST_ROW, List.of())
            : new MatchSkip(MatchSkip.Target.NEXT_ROW, List.of());
      }
      RexCall call = (RexCall) rel.getAfter();
      String name = ((RexLiteral) call.getOperands().get(0)).getValueAs(String.class);
      boolean first = call.getKind() == SqlKind.SKIP_TO_FIRST;
      List<Integer> variables = columns.variables(name);
      boolean always =
          pattern.first().stream()
              .filter(step -> step != MatchPattern.END)
              .allMatch(step -> variables.contains(pattern.steps().get(step).variable()));
      if (first && always) {
        throw error(planner, "AFTER MATCH SKIP TO FIRST " + name + " would not go on")
            .why("'" + name + "' has the first row of each match: the same would be found again")
            .fix("write SKIP TO NEXT ROW, or SKIP PAST LAST ROW");
      }
      return new MatchSkip(first ? MatchSkip.Target.TO_FIRST : MatchSkip.Target.TO_LAST, variables);
    }
  }
}
