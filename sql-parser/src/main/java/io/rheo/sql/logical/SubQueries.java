package io.rheo.sql.logical;

import io.rheo.sql.validate.PlanPositions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Snapshot;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Makes joins of sub-queries and of lateral ones, innermost first. What is left in a plan names no
 * row of another part of it, apart from joins with a version of a table.
 */
final class SubQueries {
  private final PlanPositions positions;
  private final Set<CorrelationId> visible;

  /**
   * @param visible names of rows around what is rewritten
   */
  private SubQueries(PlanPositions positions, Set<CorrelationId> visible) {
    this.positions = positions;
    this.visible = visible;
  }

  /** For what stands inside of a row. */
  SubQueries inside(OuterRow row) {
    Set<CorrelationId> all = new HashSet<>(visible);
    all.addAll(row.variables());
    return new SubQueries(positions, all);
  }

  /**
   * @throws io.rheo.sql.error.SqlError if a sub-query depends on the query around it in a way that
   *     no join can express
   */
  static RelNode remove(RelNode plan, PlanPositions positions) {
    return new SubQueries(positions, Set.of()).rewrite(plan);
  }

  /** Whether there is anything to remove. */
  static boolean areIn(RelNode plan) {
    boolean[] found = {plan instanceof Correlate};
    plan.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            found[0] = true;
            return subQuery;
          }
        });
    return found[0] || plan.getInputs().stream().anyMatch(SubQueries::areIn);
  }

  RelNode rewrite(RelNode node) {
    List<RelNode> inputs = new ArrayList<>();
    for (int i = 0; i < node.getInputs().size(); i++) {
      boolean dependent = i == 1 && node instanceof Correlate;
      SubQueries here = dependent ? inside(row(((Correlate) node).getCorrelationId())) : this;
      inputs.add(here.rewrite(node.getInput(i)));
    }
    RelNode current =
        inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    if (current instanceof Filter filter && hasSubQuery(List.of(filter.getCondition()))) {
      return filter(filter);
    } else if (current instanceof Project project && hasSubQuery(project.getProjects())) {
      return project(project);
    } else if (current instanceof Join join && hasSubQuery(List.of(join.getCondition()))) {
      return join(join);
    }
    if (current instanceof Join join && hasVersion(join.getRight())) {
      return TemporalJoin.rewrite(join, positions).orElse(join);
    }
    RelNode made = LateralJoins.rewriteOne(current);
    return made instanceof Correlate correlate ? correlate(correlate) : made;
  }

  private static OuterRow row(CorrelationId variable) {
    return new OuterRow(Set.of(variable));
  }

  /**
   * The names that sub-queries in expressions have for the row of the expressions. Calcite does not
   * always list them at the node.
   */
  OuterRow row(List<RexNode> expressions) {
    Set<CorrelationId> variables = new HashSet<>();
    for (RexNode expression : expressions) {
      expression.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitSubQuery(RexSubQuery subQuery) {
              variables.addAll(RelOptUtil.getVariablesUsed(subQuery.rel));
              return super.visitSubQuery(subQuery);
            }
          });
    }
    variables.removeAll(visible);
    return new OuterRow(variables);
  }

  private static boolean hasSubQuery(List<RexNode> nodes) {
    return RexUtil.SubQueryFinder.find(nodes) != null;
  }

  private RelNode correlate(Correlate correlate) {
    if (hasVersion(correlate.getRight())) {
      return TemporalJoin.rewrite(correlate, positions).orElse(correlate);
    }
    DependentJoin join =
        new DependentJoin(correlate.getLeft(), row(correlate.getCorrelationId()), positions);
    return correlate.getJoinType() == JoinRelType.LEFT
        ? join.outer(correlate.getRight())
        : join.inner(correlate.getRight());
  }

  private static boolean hasVersion(RelNode node) {
    return node instanceof Snapshot || node.getInputs().stream().anyMatch(SubQueries::hasVersion);
  }

  private RelNode filter(Filter filter) {
    List<RexNode> conditions = RelOptUtil.conjunctions(filter.getCondition());
    List<RexNode> plain = conditions.stream().filter(c -> !hasSubQuery(List.of(c))).toList();
    RexBuilder rexBuilder = filter.getCluster().getRexBuilder();
    RelNode input =
        plain.isEmpty()
            ? filter.getInput()
            : LogicalFilter.create(
                filter.getInput(), RexUtil.composeConjunction(rexBuilder, plain));
    SubQueryTerms terms = new SubQueryTerms(input, row(conditions), this, positions);
    conditions.stream().filter(c -> hasSubQuery(List.of(c))).forEach(terms::require);
    return terms.original();
  }

  private RelNode project(Project project) {
    SubQueryTerms terms =
        new SubQueryTerms(project.getInput(), row(project.getProjects()), this, positions);
    RexBuilder rexBuilder = project.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      columns.add(
          rexBuilder.ensureType(expression.getType(), terms.value(expression, false), false));
    }
    return LogicalProject.create(
        terms.rel(), List.of(), columns, project.getRowType().getFieldNames(), Set.of());
  }

  private RelNode join(Join join) {
    return join.getJoinType() == JoinRelType.INNER
        ? innerJoin(join)
        : new OuterJoinCondition(join, this, positions).rewrite();
  }

  private RelNode innerJoin(Join join) {
    List<RexNode> conditions = RelOptUtil.conjunctions(join.getCondition());
    RexBuilder rexBuilder = join.getCluster().getRexBuilder();
    RelNode plain =
        DependentJoin.join(
            join.getLeft(),
            join.getRight(),
            JoinRelType.INNER,
            RexUtil.composeConjunction(
                rexBuilder, conditions.stream().filter(c -> !hasSubQuery(List.of(c))).toList()));
    SubQueryTerms terms = new SubQueryTerms(plain, row(conditions), this, positions);
    conditions.stream().filter(c -> hasSubQuery(List.of(c))).forEach(terms::require);
    return terms.original();
  }
}
