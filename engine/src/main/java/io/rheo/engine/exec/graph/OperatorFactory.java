package io.rheo.engine.exec.graph;

import io.rheo.engine.codegen.StageCompiler;
import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.exec.loss.QueryLosses;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.ProcessingTimeOperator;
import io.rheo.engine.operator.aggregate.GroupAggregateOperator;
import io.rheo.engine.operator.changelog.ChangelogNormalizeOperator;
import io.rheo.engine.operator.changelog.UpsertMaterializeOperator;
import io.rheo.engine.operator.function.FunctionJoinOperator;
import io.rheo.engine.operator.join.CurrentJoinOperator;
import io.rheo.engine.operator.join.ExtremeFilterOperator;
import io.rheo.engine.operator.join.IntervalJoinOperator;
import io.rheo.engine.operator.join.RegularJoinOperator;
import io.rheo.engine.operator.join.VersionJoinOperator;
import io.rheo.engine.operator.join.WholeVersionJoinOperator;
import io.rheo.engine.operator.join.WindowJoinOperator;
import io.rheo.engine.operator.limit.LimitOperator;
import io.rheo.engine.operator.match.MatchOperator;
import io.rheo.engine.operator.over.OverBatchOperator;
import io.rheo.engine.operator.over.OverChangesOperator;
import io.rheo.engine.operator.over.OverStreamOperator;
import io.rheo.engine.operator.over.OverWindowOperator;
import io.rheo.engine.operator.project.CalcOperator;
import io.rheo.engine.operator.project.ExpandOperator;
import io.rheo.engine.operator.rank.FirstRowsOperator;
import io.rheo.engine.operator.rank.RankOperator;
import io.rheo.engine.operator.rank.WindowRankOperator;
import io.rheo.engine.operator.set.SetOperator;
import io.rheo.engine.operator.sort.EventTimeSortOperator;
import io.rheo.engine.operator.sort.SortOperator;
import io.rheo.engine.operator.ttl.ExpiringInputs;
import io.rheo.engine.operator.ttl.ExpiringOperator;
import io.rheo.engine.operator.ttl.ExpiringSides;
import io.rheo.engine.operator.window.CountWindowAggregateOperator;
import io.rheo.engine.operator.window.CountWindowAssignOperator;
import io.rheo.engine.operator.window.SessionWindows;
import io.rheo.engine.operator.window.WindowAggregates;
import io.rheo.engine.operator.window.WindowAssignOperator;
import io.rheo.engine.plan.CurrentJoin;
import io.rheo.engine.plan.IntervalJoin;
import io.rheo.engine.plan.JoinNode;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.OverTiming;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.engine.plan.RegularJoin;
import io.rheo.engine.plan.StateTtl;
import io.rheo.engine.plan.VersionJoin;
import io.rheo.engine.plan.WindowJoin;
import io.rheo.engine.plan.WindowNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Makes the operator of each plan node with one input, and of joins. */
public final class OperatorFactory {
  private final Function<String, StageEnvironment> stages;
  private final QueryLosses losses;
  private final Clock clock;
  private final LongSupplier stepMillis;
  private final PhysicalPlan plan;
  private final boolean fromTheFirstStep;
  private final PhysicalNode outermost;
  private LimitOperator outermostLimit; // null if the query as a whole has no limit
  private boolean exactRows;
  private boolean everyClosing;

  /**
   * A factory for one dataflow.
   *
   * @param losses takes what the operators cannot use
   * @param stepMillis the time of the step
   * @param plan a limit at its root ends the query
   * @param fromTheFirstStep whether aggregates of all rows answer before there are any
   */
  public OperatorFactory(
      Function<String, StageEnvironment> stages,
      QueryLosses losses,
      Clock clock,
      LongSupplier stepMillis,
      PhysicalPlan plan,
      boolean fromTheFirstStep) {
    this.plan = plan;
    this.fromTheFirstStep = fromTheFirstStep;
    this.stages = stages;
    this.losses = losses;
    this.clock = clock;
    this.stepMillis = stepMillis;
    outermost = plan.root() instanceof PhysicalNode.Calc calc ? calc.input() : plan.root();
  }

  /** Where scans must cut batches for the operators that were made. */
  public CutRules cutRules() {
    return new CutRules(exactRows, everyClosing);
  }

  /** Whether the operators that were made need no more input. */
  public boolean isSatisfied() {
    return outermostLimit != null && outermostLimit.isSatisfied();
  }

  OneInputOperator operator(PhysicalNode node) {
    String name = node.getClass().getSimpleName();
    if (node instanceof PhysicalNode.Calc calc) {
      return new CalcOperator(
          StageCompiler.compile(
              calc.input().rowType(), calc.condition(), calc.projections(), calc.rowType()),
          stages.apply(name));
    } else if (node instanceof WindowNode.WindowAggregate aggregate) {
      return WindowAggregates.operator(
          BoundAggregates.of(aggregate, () -> stages.apply(name)), metrics(node));
    } else if (node instanceof WindowNode.WindowAssign assign) {
      return new WindowAssignOperator(assign, metrics(node));
    } else if (node instanceof WindowNode.ExtremeFilter filter) {
      return plan.keepsRows(filter)
          ? (rows, out) -> out.batch(rows)
          : new ExtremeFilterOperator(filter);
    } else if (node instanceof WindowNode.SessionAggregate aggregate) {
      exactRows = true;
      return SessionWindows.aggregate(
          BoundAggregates.of(aggregate, () -> stages.apply(name)), metrics(node));
    } else if (node instanceof WindowNode.SessionAssign assign) {
      exactRows = true;
      return SessionWindows.assign(assign, metrics(node));
    } else if (node instanceof WindowNode.CountWindowAggregate aggregate) {
      return new CountWindowAggregateOperator(
          BoundAggregates.of(aggregate, () -> stages.apply(name)), metrics(node));
    } else if (node instanceof WindowNode.CountWindowAssign assign) {
      return new CountWindowAssignOperator(assign);
    } else if (node instanceof PhysicalNode.FunctionJoin join) {
      return new FunctionJoinOperator(join, stages.apply(name + " " + join.function().name()));
    } else if (node instanceof PhysicalNode.GroupAggregate aggregate) {
      GroupAggregateOperator groups =
          new GroupAggregateOperator(
              BoundAggregates.of(aggregate, () -> stages.apply(name)), metrics(node));
      return expiring(node, fromTheFirstStep ? groups.fromTheFirstStep() : groups);
    } else if (node instanceof PhysicalNode.ChangelogNormalize normalize) {
      everyClosing = true;
      return expiring(node, new ChangelogNormalizeOperator(normalize, metrics(node)));
    } else if (node instanceof PhysicalNode.UpsertMaterialize materialize) {
      return expiring(node, new UpsertMaterializeOperator(materialize));
    } else if (node instanceof OrderedNode.Rank rank) {
      return rank(rank);
    } else if (node instanceof PhysicalNode.ProcessingTime processing) {
      return new ProcessingTimeOperator(processing, stepMillis);
    } else if (node instanceof PhysicalNode.Expand expand) {
      return new ExpandOperator(expand);
    } else if (node instanceof OrderedNode.EventTimeSort sort) {
      exactRows = true;
      return new EventTimeSortOperator(sort, metrics(node));
    } else if (node instanceof OrderedNode.Over over) {
      return over(BoundAggregates.of(over, () -> stages.apply(name)));
    } else if (node instanceof OrderedNode.Match match) {
      return expiring(
          match,
          new MatchOperator(
              BoundAggregates.of(match, () -> stages.apply(name)),
              stages.apply(name),
              metrics(node)));
    } else if (node instanceof OrderedNode.Sort sort) {
      return new SortOperator(sort);
    } else if (node instanceof OrderedNode.Limit limit) {
      LimitOperator operator = new LimitOperator(limit);
      if (limit == outermost) {
        outermostLimit = operator;
      }
      return operator;
    } else {
      throw new IllegalStateException("no operator for " + name);
    }
  }

  MultiInputOperator set(PhysicalNode.SetOperation node) {
    long ttlMillis = plan.ttlMillis(node);
    SetOperator operator = new SetOperator(node);
    return ttlMillis == StateTtl.OFF
        ? operator
        : new ExpiringInputs<>(operator, SetOperator.commonType(node), ttlMillis, stepMillis);
  }

  /** The operator of a node with two inputs. */
  MultiInputOperator join(JoinNode node) {
    String name = node.getClass().getSimpleName();
    List<OperatorMetrics> metrics = List.of(metrics(node, 0), metrics(node, 1));
    if (node instanceof IntervalJoin join) {
      exactRows = true;
      return new IntervalJoinOperator(join, metrics, () -> stages.apply(name));
    } else if (node instanceof WindowJoin join) {
      return new WindowJoinOperator(join, metrics, () -> stages.apply(name));
    } else if (node instanceof CurrentJoin join) {
      return new CurrentJoinOperator(join, () -> stages.apply(name));
    } else if (node instanceof VersionJoin join && join.rightFirst()) {
      return new WholeVersionJoinOperator(join, () -> stages.apply(name));
    } else if (node instanceof VersionJoin join) {
      exactRows = true;
      return new VersionJoinOperator(join, metrics, () -> stages.apply(name));
    }
    return regularJoin((RegularJoin) node, stages.apply(name));
  }

  private MultiInputOperator regularJoin(RegularJoin join, StageEnvironment environment) {
    RegularJoinOperator operator =
        new RegularJoinOperator(
            plan.keepsRows(join) ? join.withLeading(Optional.empty()) : join, environment);
    List<ExpiringSides.Side> sides =
        IntStream.range(0, 2)
            .mapToObj(
                side ->
                    new ExpiringSides.Side(
                        join.inputs().get(side).rowType(),
                        join.keys().stream().map(key -> key.column(side)).toList(),
                        plan.ttlMillis(join, side)))
            .toList();
    return sides.stream().allMatch(side -> side.ttlMillis() == StateTtl.OFF)
        ? operator
        : new ExpiringSides<>(operator, sides, stepMillis);
  }

  private OneInputOperator rank(OrderedNode.Rank rank) {
    if (rank.onWindowClose()) {
      return new WindowRankOperator(rank, metrics(rank));
    }
    return FirstRowsOperator.fits(rank)
        ? expiring(rank, new FirstRowsOperator(rank))
        : expiring(rank, new RankOperator(rank));
  }

  private OneInputOperator over(OrderedNode.Over over) {
    exactRows |= over.timing() == OverTiming.WATERMARK;
    return switch (over.timing()) {
      case WATERMARK, ARRIVAL -> expiring(over, new OverStreamOperator(over, metrics(over)));
      case WINDOW -> new OverWindowOperator(over, metrics(over));
      case END_OF_INPUT -> new OverBatchOperator(over, metrics(over));
      case CHANGES -> expiring(over, new OverChangesOperator(over, metrics(over)));
    };
  }

  /** The operator, or if its state has a time to live the one that sees to it. */
  private <T extends OneInputOperator & KeyedState> OneInputOperator expiring(
      PhysicalNode node, T operator) {
    long ttlMillis = plan.ttlMillis(node);
    return ttlMillis == StateTtl.OFF
        ? operator
        : new ExpiringOperator<>(
            operator,
            node.inputs().get(0).rowType(),
            StateTtl.keys(node).orElseThrow(),
            ttlMillis,
            stepMillis);
  }

  private OperatorMetrics metrics(PhysicalNode node) {
    return metrics(node, 0);
  }

  /** What the operator of a node counts of the rows of one of its inputs. */
  private OperatorMetrics metrics(PhysicalNode node, int input) {
    return new OperatorMetrics(
        node.getClass().getSimpleName(),
        node.inputs().get(input).rowType(),
        losses.lateCount(),
        losses.lateRows(),
        losses.rowErrors(),
        clock);
  }
}
