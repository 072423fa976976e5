package io.rheo.sql.logical;

import io.rheo.sql.logical.PulledUp.Equality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Pulls conditions on an outer row up to the top of a plan, where they become those of a join:
 * aggregates, limits and OVER above an equality are computed per value of its inner side. Gives
 * nothing where that is not the same; {@link Domain} can always do it, at a higher price.
 */
final class PullUp {
  private final OuterRow outer;
  private final boolean onlyExistence;
  private final RexBuilder rexBuilder;

  /**
   * @param onlyExistence whether nobody asks how often a row is there
   */
  PullUp(OuterRow outer, boolean onlyExistence, RexBuilder rexBuilder) {
    this.outer = outer;
    this.onlyExistence = onlyExistence;
    this.rexBuilder = rexBuilder;
  }

  Optional<PulledUp> of(RelNode node) {
    if (node instanceof Project project) {
      return project.containsOver() ? over(project) : project(project);
    } else if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    } else if (!outer.isNamedIn(node)) {
      return Optional.of(PulledUp.of(node, List.of()));
    } else if (node instanceof Filter filter && !filter.containsOver()) {
      return filter(filter);
    } else if (node instanceof Join join) {
      return join(join);
    } else if (node instanceof Sort sort) {
      return sort(sort);
    } else if (node instanceof LogicalFunctionJoin join) {
      return function(join);
    }
    return node instanceof SetOp setOp ? setOp(setOp) : Optional.empty();
  }

  private Optional<PulledUp> project(Project project) {
    return of(project.getInput())
        .map(
            input ->
                new PulledUp(
                    input.rel(),
                    put(project.getProjects(), input.outputs()),
                    input.conditions(),
                    input.ifEmpty().map(row -> put(project.getProjects(), row))));
  }

  private Optional<PulledUp> filter(Filter filter) {
    return of(filter.getInput())
        .filter(input -> input.ifEmpty().isEmpty())
        .map(
            input -> {
              List<RexNode> conditions = new ArrayList<>(input.conditions());
              List<RexNode> own = new ArrayList<>();
              for (RexNode part : RelOptUtil.conjunctions(filter.getCondition())) {
                RexNode condition = put(part, input.outputs());
                (outer.isNamedIn(condition) ? conditions : own).add(condition);
              }
              return new PulledUp(
                  filtered(input.rel(), own), input.outputs(), conditions, Optional.empty());
            });
  }

  private RelNode filtered(RelNode rel, List<RexNode> conditions) {
    return conditions.isEmpty()
        ? rel
        : LogicalFilter.create(rel, RexUtil.composeConjunction(rexBuilder, conditions));
  }

  /** OVER sees the rows of one outer row only. */
  private Optional<PulledUp> over(Project project) {
    if (!outer.isNamedIn(project)) {
      return Optional.of(PulledUp.of(project, List.of()));
    }
    return outer.isNamedIn(project.getProjects())
        ? Optional.empty()
        : of(project.getInput()).flatMap(input -> over(project, input));
  }

  private Optional<PulledUp> over(Project project, PulledUp input) {
    return keyed(input)
        .map(
            keyed -> {
              Partitions partitions = new Partitions(rexBuilder, keyed.keyColumns());
              List<RexNode> columns = new ArrayList<>(partitions.apply(project.getProjects()));
              columns.addAll(keyed.keyColumns());
              return keyed.rebuilt(
                  Partitions.project(keyed.rel(), columns), project.getProjects().size());
            });
  }

  private Optional<PulledUp> aggregate(Aggregate aggregate) {
    boolean total = aggregate.getGroupSet().isEmpty();
    if (!outer.isNamedIn(aggregate) && !total) {
      return Optional.of(PulledUp.of(aggregate, List.of()));
    }
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
      return Optional.empty();
    }
    return of(aggregate.getInput())
        .flatMap(this::keyed)
        .map(keyed -> total ? total(aggregate, keyed) : groups(aggregate, keyed));
  }

  private PulledUp groups(Aggregate aggregate, Keyed keyed) {
    ImmutableBitSet groups = aggregate.getGroupSet().union(keyed.keySet());
    LogicalAggregate grouped = Partitions.aggregate(aggregate, keyed.rel(), groups);
    // A group that is no key of the query has a place among the keys: bring the keys to the end.
    int keys = keyed.keys().size();
    int ownGroups = aggregate.getGroupCount();
    List<RexNode> refs = PulledUp.identity(grouped);
    List<RexNode> columns = new ArrayList<>(refs.subList(0, ownGroups));
    columns.addAll(refs.subList(ownGroups + keys, refs.size()));
    columns.addAll(refs.subList(ownGroups, ownGroups + keys));
    return keyed.rebuilt(Partitions.project(grouped, columns), columns.size() - keys);
  }

  private PulledUp total(Aggregate aggregate, Keyed keyed) {
    PulledUp groups = groups(aggregate, keyed);
    return new PulledUp(
        groups.rel(),
        groups.outputs(),
        groups.conditions(),
        Optional.of(Partitions.ofNoRows(aggregate)));
  }

  private Optional<PulledUp> sort(Sort sort) {
    if (sort.fetch == null && sort.offset == null) {
      return of(sort.getInput());
    }
    return of(sort.getInput())
        .flatMap(this::keyed)
        .map(
            keyed -> {
              RelNode ranked = Partitions.limit(sort, keyed.rel(), keyed.keyColumns());
              return keyed.rebuilt(ranked, sort.getRowType().getFieldCount());
            });
  }

  private Optional<PulledUp> function(LogicalFunctionJoin join) {
    if (join.isOuter() || outer.isNamedIn(join.call())) {
      return Optional.empty();
    }
    return of(join.getInput())
        .filter(input -> input.ifEmpty().isEmpty() && !outer.isNamedIn(input.outputs()))
        .map(
            input -> {
              int width = input.rel().getRowType().getFieldCount();
              RelNode rel =
                  LogicalFunctionJoin.inner(
                      input.rel(),
                      (RexCall) put(join.call(), input.outputs()),
                      join.functionType());
              List<RexNode> outputs = new ArrayList<>(input.outputs());
              List<RexNode> refs = PulledUp.identity(rel);
              outputs.addAll(refs.subList(width, refs.size()));
              return new PulledUp(rel, outputs, input.conditions(), Optional.empty());
            });
  }

  private Optional<PulledUp> join(Join join) {
    boolean left = outer.isNamedIn(join.getLeft());
    boolean right = outer.isNamedIn(join.getRight());
    boolean condition = outer.isNamedIn(join.getCondition());
    boolean allowed =
        switch (join.getJoinType()) {
          case INNER -> true;
          case LEFT, ANTI -> !right && !condition;
          case SEMI -> onlyExistence || (!right && !condition);
          case RIGHT -> !left && !condition;
          default -> false;
        };
    if (!allowed || !(join instanceof LogicalJoin)) {
      return Optional.empty();
    }
    Optional<PulledUp> newLeft = of(join.getLeft()).filter(this::isPlain);
    Optional<PulledUp> newRight = of(join.getRight()).filter(this::isPlain);
    return newLeft.flatMap(l -> newRight.map(r -> join(join, l, r, right || condition)));
  }

  /** Without a row of its own, and with columns that an outer join may fill up with NULLs. */
  private boolean isPlain(PulledUp side) {
    return side.ifEmpty().isEmpty() && !outer.isNamedIn(side.outputs());
  }

  private PulledUp join(Join join, PulledUp left, PulledUp right, boolean rightDepends) {
    Computed l = Computed.of(left);
    Computed r = Computed.of(right);
    int leftWidth = l.rel().getRowType().getFieldCount();
    List<RexNode> rightOutputs = RexUtil.shift(r.outputs(), leftWidth);
    List<RexNode> outputs = new ArrayList<>(l.outputs());
    outputs.addAll(rightOutputs);
    List<RexNode> conditions = new ArrayList<>(left.conditions());
    conditions.addAll(RexUtil.shift(right.conditions(), leftWidth));
    List<RexNode> own = new ArrayList<>();
    for (RexNode part : RelOptUtil.conjunctions(join.getCondition())) {
      RexNode condition = put(part, outputs);
      (outer.isNamedIn(condition) ? conditions : own).add(condition);
    }
    boolean semi = join.getJoinType() == JoinRelType.SEMI;
    RelNode rel =
        DependentJoin.join(
            l.rel(),
            r.rel(),
            semi && rightDepends ? JoinRelType.INNER : join.getJoinType(),
            RexUtil.composeConjunction(rexBuilder, own));
    List<RexNode> visible =
        join.getJoinType().projectsRight()
            ? retyped(outputs, rel)
            : outputs.subList(0, l.outputs().size());
    return new PulledUp(rel, visible, conditions, Optional.empty());
  }

  /** Outer joins make columns nullable. All outputs are columns. */
  private List<RexNode> retyped(List<RexNode> outputs, RelNode rel) {
    return outputs.stream()
        .map(output -> (RexNode) rexBuilder.makeInputRef(rel, ((RexInputRef) output).getIndex()))
        .toList();
  }

  /** Every column of the plan is a column of {@code rel}. */
  private record Computed(RelNode rel, List<RexNode> outputs) {
    static Computed of(PulledUp side) {
      List<RexNode> columns = PulledUp.identity(side.rel());
      List<Integer> places = new ArrayList<>();
      for (RexNode output : side.outputs()) {
        if (output instanceof RexInputRef ref) {
          places.add(ref.getIndex());
        } else {
          places.add(columns.size());
          columns.add(output);
        }
      }
      RelNode rel =
          columns.size() == side.rel().getRowType().getFieldCount()
              ? side.rel()
              : Partitions.project(side.rel(), columns);
      RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
      return new Computed(
          rel, places.stream().map(i -> (RexNode) rexBuilder.makeInputRef(rel, i)).toList());
    }
  }

  /** The same keys in every input become columns of the result. */
  private Optional<PulledUp> setOp(SetOp setOp) {
    List<Keyed> inputs = new ArrayList<>();
    for (RelNode input : setOp.getInputs()) {
      Optional<Keyed> keyed = of(input).flatMap(this::keyed);
      if (keyed.isEmpty()
          || !keyed.get().hasKeysOf(inputs.isEmpty() ? keyed.get() : inputs.get(0))) {
        return Optional.empty();
      }
      inputs.add(keyed.get());
    }
    RelNode rel = setOp.copy(setOp.getTraitSet(), inputs.stream().map(Keyed::rel).toList());
    return Optional.of(inputs.get(0).rebuilt(rel, setOp.getRowType().getFieldCount()));
  }

  /**
   * A plan whose keys are its last columns.
   *
   * @param rel the columns of the plan, then the keys
   */
  private record Keyed(RelNode rel, List<Equality> keys, List<RexNode> onOuterAlone) {
    List<RexNode> keyColumns() {
      int width = rel.getRowType().getFieldCount();
      return LateralSide.refs(rel, width - keys.size(), width);
    }

    ImmutableBitSet keySet() {
      int width = rel.getRowType().getFieldCount();
      return ImmutableBitSet.range(width - keys.size(), width);
    }

    boolean hasKeysOf(Keyed other) {
      return keys.stream()
              .map(key -> key.operator() + " " + key.outer())
              .toList()
              .equals(other.keys.stream().map(key -> key.operator() + " " + key.outer()).toList())
          && onOuterAlone.equals(other.onOuterAlone);
    }

    /** Another plan with the same keys after its own columns. */
    PulledUp rebuilt(RelNode newRel, int ownColumns) {
      RexBuilder rexBuilder = newRel.getCluster().getRexBuilder();
      List<RexNode> refs = PulledUp.identity(newRel);
      List<RexNode> conditions = new ArrayList<>(onOuterAlone);
      for (int i = 0; i < keys.size(); i++) {
        conditions.add(keys.get(i).over(rexBuilder, refs.get(ownColumns + i)));
      }
      return new PulledUp(newRel, refs.subList(0, ownColumns), conditions, Optional.empty());
    }
  }

  private Optional<Keyed> keyed(PulledUp input) {
    if (input.ifEmpty().isPresent()) {
      return Optional.empty();
    }
    return input
        .keys(outer)
        .map(
            keys -> {
              List<RexNode> columns = new ArrayList<>(input.outputs());
              keys.forEach(key -> columns.add(key.inner()));
              return new Keyed(
                  Partitions.project(input.rel(), columns), keys, input.onOuterAlone());
            });
  }

  private List<RexNode> put(List<RexNode> nodes, List<RexNode> columns) {
    return nodes.stream().map(node -> put(node, columns)).toList();
  }

  private RexNode put(RexNode node, List<RexNode> columns) {
    return RexColumns.replace(node, columns::get);
  }
}
