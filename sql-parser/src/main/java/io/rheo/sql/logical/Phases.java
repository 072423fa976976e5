package io.rheo.sql.logical;

import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.validate.PlanPositions;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCostImpl;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/** The optimisation of a query, phase by phase. Every query passes through every phase. */
final class Phases {
  /** Filters as near to the source as they can be; fewer and simpler expressions. */
  private static final List<RelOptRule> FILTERS =
      List.of(
          JoinWithConstantsRule.INSTANCE,
          CoreRules.FILTER_INTO_JOIN,
          CoreRules.JOIN_CONDITION_PUSH,
          CoreRules.FILTER_PROJECT_TRANSPOSE,
          filterBelowGroups(),
          CoreRules.FILTER_SET_OP_TRANSPOSE,
          CoreRules.FILTER_MERGE,
          FilterBelowWindowRule.INSTANCE,
          FilterBelowFunctionRule.INSTANCE,
          CoreRules.PROJECT_MERGE,
          CoreRules.FILTER_REDUCE_EXPRESSIONS,
          CoreRules.PROJECT_REDUCE_EXPRESSIONS,
          CoreRules.PROJECT_REMOVE,
          CoreRules.UNION_MERGE);

  private static final List<RelOptRule> OVER =
      List.of(CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW);

  /** Conditions on what all functions of an OVER are partitioned by, below it. */
  private static final List<RelOptRule> FILTERS_BELOW_OVER =
      List.of(
          CoreRules.FILTER_PROJECT_TRANSPOSE, FilterBelowOverRule.INSTANCE, CoreRules.FILTER_MERGE);

  /** Project and filter become one operator with common sub-expressions shared. */
  private static final List<RelOptRule> CALCS =
      List.of(
          CoreRules.PROJECT_MERGE,
          CoreRules.FILTER_TO_CALC,
          CoreRules.PROJECT_TO_CALC,
          CoreRules.CALC_MERGE,
          CoreRules.FILTER_CALC_MERGE,
          CoreRules.PROJECT_CALC_MERGE,
          CoreRules.CALC_REMOVE);

  private Phases() {}

  /**
   * A grouping by nothing has a row for no rows too: a condition that is false must stay above it.
   * Calcite's rule sees to that only where there is no other grouping beside it.
   */
  private static RelOptRule filterBelowGroups() {
    return FilterAggregateTransposeRule.Config.DEFAULT
        .withOperandSupplier(
            filter ->
                filter
                    .operand(Filter.class)
                    .oneInput(
                        groups ->
                            groups
                                .operand(Aggregate.class)
                                .predicate(g -> !g.getGroupSets().contains(ImmutableBitSet.of()))
                                .anyInputs()))
        .toRule();
  }

  static RelNode optimise(RelNode plan, PlanPositions positions) {
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(plan.getCluster(), null);
    RelNode rel = SubQueries.remove(InputNulls.mend(JsonMarks.without(plan)), positions);
    rel = NullComparisons.without(rel);
    rel = apply(FILTERS, rel);
    rel = JoinOrder.improved(rel);
    rel = apply(OVER, rel);
    rel = apply(FILTERS_BELOW_OVER, rel);
    rel = apply(FILTERS, rel);
    rel = new ColumnTrimmer(builder).trim(rel);
    return apply(CALCS, rel);
  }

  private static RelNode apply(List<RelOptRule> rules, RelNode rel) {
    // Equal parts stay apart: Calcite takes OVER for equal that differ in DISTINCT or in NULLs.
    boolean apart = true;
    HepPlanner planner =
        new HepPlanner(
            new HepProgramBuilder().addRuleCollection(rules).build(),
            null,
            apart,
            null,
            RelOptCostImpl.FACTORY);
    planner.setRoot(rel);
    return planner.findBestExp();
  }

  /** A cluster whose planner only keeps what the conversion needs. */
  static RelOptCluster newCluster() {
    return RelOptCluster.create(
        new HepPlanner(new HepProgramBuilder().build()), new RexBuilder(RheoTypes.FACTORY));
  }
}
