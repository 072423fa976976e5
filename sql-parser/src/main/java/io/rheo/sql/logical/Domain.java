package io.rheo.sql.logical;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.validate.PlanPositions;
import io.rheo.sql.validate.PlanPositions.Clause;
import io.rheo.sql.validate.WindowFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The distinct values of the columns of an outer row that a plan names, and what the plan gives for
 * each of them (Neumann and Kemper, "Unnesting Arbitrary Queries", BTW 2015). Rewritten plans have
 * the columns of the original ones, then those of the domain.
 */
final class Domain {
  private final OuterRow outer;
  private final ImmutableBitSet columns;
  private final RelNode values;
  private final PlanPositions positions;
  private final RexBuilder rexBuilder;

  /**
   * @param left the outer rows
   * @param columns of the left rows that the plan names
   */
  Domain(RelNode left, ImmutableBitSet columns, OuterRow outer, PlanPositions positions) {
    this.outer = outer;
    this.columns = columns;
    this.positions = positions;
    rexBuilder = left.getCluster().getRexBuilder();
    List<RexNode> refs = new ArrayList<>();
    columns.forEachInt(column -> refs.add(rexBuilder.makeInputRef(left, column)));
    values = distinct(Partitions.project(left, refs));
  }

  static RelNode distinct(RelNode rel) {
    ImmutableBitSet all = ImmutableBitSet.range(rel.getRowType().getFieldCount());
    return LogicalAggregate.create(rel, List.of(), all, List.of(all), List.of());
  }

  /** The rows of a plan, each with the outer values for which the plan has it. */
  RelNode push(RelNode node) {
    if (columns.isEmpty()) {
      return node; // the same rows for every outer row
    } else if (node instanceof Values constants && constants.getTuples().size() == 1) {
      List<RexNode> projects = new ArrayList<>(constants.getTuples().get(0));
      projects.addAll(PulledUp.identity(values));
      return Partitions.project(values, projects);
    } else if (!outer.isNamedIn(node)) {
      return DependentJoin.join(node, values, JoinRelType.INNER, rexBuilder.makeLiteral(true));
    } else if (node instanceof Project project) {
      return project(project);
    } else if (node instanceof Filter filter) {
      RelNode input = push(filter.getInput());
      int width = filter.getRowType().getFieldCount();
      return LogicalFilter.create(input, put(filter.getCondition(), input, width));
    } else if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    } else if (node instanceof Join join) {
      return join(join);
    } else if (node instanceof Sort sort) {
      RelNode input = push(sort.getInput());
      return sort.fetch == null && sort.offset == null
          ? input
          : Partitions.limit(sort, input, domain(input));
    } else if (node instanceof SetOp setOp) {
      return setOp.copy(setOp.getTraitSet(), setOp.getInputs().stream().map(this::push).toList());
    } else if (node instanceof LogicalFunctionJoin join) {
      return function(join);
    } else if (node instanceof TableFunctionScan scan && isWindowOfRow(scan)) {
      return window(scan);
    }
    throw positions
        .error(
            Clause.SUB_QUERY,
            ErrorCode.NOT_SUPPORTED,
            "this sub-query cannot depend on the row of the query around it")
        .why("what it names of that row stands below " + describe(node))
        .fix("compare the columns of both in a condition above that part, or write a join");
  }

  private static String describe(RelNode node) {
    return node.getRelTypeName().replace("Logical", "").toUpperCase(java.util.Locale.ROOT);
  }

  private int size() {
    return columns.cardinality();
  }

  /** The last columns of a rewritten plan. */
  List<RexNode> domain(RelNode rel) {
    int width = rel.getRowType().getFieldCount();
    return LateralSide.refs(rel, width - size(), width);
  }

  private RexNode put(RexNode node, RelNode rel, int width) {
    return put(node, domain(rel), i -> i < width ? rexBuilder.makeInputRef(rel, i) : null);
  }

  private RexNode put(RexNode node, List<RexNode> domain, IntFunction<RexNode> inner) {
    return outer.replace(node, column -> domain.get(columns.indexOf(column)), inner);
  }

  private RelNode project(Project project) {
    RelNode input = push(project.getInput());
    int width = project.getInput().getRowType().getFieldCount();
    Partitions partitions = new Partitions(rexBuilder, domain(input));
    List<RexNode> projects = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      projects.add(put(expression, input, width).accept(partitions));
    }
    projects.addAll(domain(input));
    return Partitions.project(input, projects);
  }

  private RelNode aggregate(Aggregate aggregate) {
    RelNode input = push(aggregate.getInput());
    int width = input.getRowType().getFieldCount();
    ImmutableBitSet keys = ImmutableBitSet.range(width - size(), width);
    List<ImmutableBitSet> sets =
        aggregate.getGroupSets().stream().map(set -> set.union(keys)).toList();
    LogicalAggregate simple =
        Partitions.aggregate(aggregate, input, aggregate.getGroupSet().union(keys));
    RelNode grouped =
        LogicalAggregate.create(
            input, List.of(), simple.getGroupSet(), sets, simple.getAggCallList());
    int groups = aggregate.getGroupCount();
    List<RexNode> refs = PulledUp.identity(grouped);
    List<RexNode> projects = new ArrayList<>(refs.subList(0, groups));
    projects.addAll(refs.subList(groups + size(), refs.size()));
    projects.addAll(refs.subList(groups, groups + size()));
    RelNode ordered = Partitions.project(grouped, projects);
    return aggregate.hasEmptyGroup() ? withEmpty(aggregate, ordered) : ordered;
  }

  /**
   * An aggregate of all rows, which may be one of several grouping sets, has a row also for values
   * for which there is nothing.
   */
  private RelNode withEmpty(Aggregate aggregate, RelNode grouped) {
    int width = aggregate.getRowType().getFieldCount();
    List<RexNode> marked = PulledUp.identity(grouped);
    marked.add(rexBuilder.makeLiteral(true));
    RelNode right = Partitions.project(grouped, marked);
    List<RexNode> same = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      same.add(
          same(
              rexBuilder.makeInputRef(values, i),
              RexUtil.shift(rexBuilder.makeInputRef(right, width + i), size())));
    }
    RelNode both =
        DependentJoin.join(
            values, right, JoinRelType.LEFT, RexUtil.composeConjunction(rexBuilder, same));
    RexNode found =
        rexBuilder.makeCall(
            SqlStdOperatorTable.IS_NOT_NULL,
            rexBuilder.makeInputRef(both, size() + width + size()));
    List<RexNode> projects = new ArrayList<>();
    List<RexNode> empty = Partitions.ofNoRows(aggregate);
    for (int i = 0; i < width; i++) {
      projects.add(
          DependentJoin.choose(
              rexBuilder,
              found,
              rexBuilder.makeInputRef(both, size() + i),
              empty.get(i),
              aggregate.getRowType().getFieldList().get(i).getType()));
    }
    projects.addAll(LateralSide.refs(both, 0, size()));
    return Partitions.project(both, projects);
  }

  private RexNode same(RexNode left, RexNode right) {
    boolean nullable = left.getType().isNullable() && right.getType().isNullable();
    return rexBuilder.makeCall(
        nullable ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM : SqlStdOperatorTable.EQUALS,
        left,
        right);
  }

  private RelNode join(Join join) {
    boolean left = outer.isNamedIn(join.getLeft());
    boolean right = outer.isNamedIn(join.getRight());
    JoinRelType kind = join.getJoinType();
    boolean keepsLeft = kind == JoinRelType.RIGHT || kind == JoinRelType.FULL;
    boolean keepsRight = kind != JoinRelType.INNER && kind != JoinRelType.RIGHT;
    boolean pushLeft = left || keepsRight || !right;
    boolean pushRight = right || keepsLeft;
    RelNode newLeft = pushLeft ? push(join.getLeft()) : join.getLeft();
    RelNode newRight = pushRight ? push(join.getRight()) : join.getRight();
    int leftColumns = join.getLeft().getRowType().getFieldCount();
    int rightFrom = newLeft.getRowType().getFieldCount();
    List<RexNode> leftDomain = pushLeft ? domain(newLeft) : List.of();
    List<RexNode> rightDomain = pushRight ? RexUtil.shift(domain(newRight), rightFrom) : List.of();
    IntFunction<RexNode> inner =
        i ->
            i < leftColumns
                ? rexBuilder.makeInputRef(newLeft, i)
                : RexUtil.shift(rexBuilder.makeInputRef(newRight, i - leftColumns), rightFrom);
    List<RexNode> conditions = new ArrayList<>();
    conditions.add(put(join.getCondition(), pushLeft ? leftDomain : rightDomain, inner));
    for (int i = 0; pushLeft && pushRight && i < size(); i++) {
      conditions.add(same(leftDomain.get(i), rightDomain.get(i)));
    }
    RelNode both =
        DependentJoin.join(
            newLeft, newRight, kind, RexUtil.composeConjunction(rexBuilder, conditions));
    return kind.projectsRight() ? reordered(join, both, rightFrom, pushLeft, pushRight) : both;
  }

  /** Brings the domain from between and behind the sides to the end, once. */
  private RelNode reordered(
      Join join, RelNode both, int rightFrom, boolean pushLeft, boolean pushRight) {
    int leftColumns = join.getLeft().getRowType().getFieldCount();
    int rightColumns = join.getRight().getRowType().getFieldCount();
    List<RexNode> projects = LateralSide.refs(both, 0, leftColumns);
    projects.addAll(LateralSide.refs(both, rightFrom, rightFrom + rightColumns));
    int rightDomain = rightFrom + rightColumns;
    for (int i = 0; i < size(); i++) {
      RexNode atLeft = pushLeft ? rexBuilder.makeInputRef(both, leftColumns + i) : null;
      RexNode atRight = pushRight ? rexBuilder.makeInputRef(both, rightDomain + i) : null;
      projects.add(
          switch (join.getJoinType()) {
            case RIGHT -> atRight;
            case FULL -> rexBuilder.makeCall(SqlStdOperatorTable.COALESCE, atLeft, atRight);
            default -> pushLeft ? atLeft : atRight;
          });
    }
    return Partitions.project(both, projects);
  }

  private RelNode function(LogicalFunctionJoin join) {
    RelNode input = push(join.getInput());
    int width = join.getInput().getRowType().getFieldCount();
    RexCall call = (RexCall) put(join.call(), input, width);
    int added = join.getRowType().getFieldCount() - width;
    RelNode rel;
    if (join.isOuter()) {
      IntFunction<RexNode> inner =
          i ->
              i < width
                  ? rexBuilder.makeInputRef(input, i)
                  : rexBuilder.makeInputRef(
                      join.functionType().getFieldList().get(i - width).getType(), i + size());
      rel =
          LogicalFunctionJoin.outer(
              input,
              call,
              join.functionType(),
              join.condition().map(condition -> put(condition, domain(input), inner)));
    } else {
      rel = LogicalFunctionJoin.inner(input, call, join.functionType());
    }
    return domainLast(rel, width, added);
  }

  private RelNode domainLast(RelNode rel, int width, int added) {
    List<RexNode> projects = LateralSide.refs(rel, 0, width);
    projects.addAll(LateralSide.refs(rel, width + size(), width + size() + added));
    projects.addAll(LateralSide.refs(rel, width, width + size()));
    return Partitions.project(rel, projects);
  }

  /** A window that depends on the row alone; its sizes are constants. */
  private static boolean isWindowOfRow(TableFunctionScan scan) {
    return scan.getCall() instanceof RexCall call
        && call.getOperator() instanceof WindowFunction window
        && switch (window.kind()) {
          case TUMBLE, HOP, CUMULATE -> true;
          case SESSION, TUMBLE_ROWS, HOP_ROWS -> false;
        };
  }

  private RelNode window(TableFunctionScan scan) {
    RelNode data = scan.getInput(0);
    RelNode input = push(data);
    int width = data.getRowType().getFieldCount();
    int added = scan.getRowType().getFieldCount() - width;
    RelNode rel =
        LogicalTableFunctionScan.create(
            scan.getCluster(),
            List.of(input),
            scan.getCall(),
            scan.getElementType(),
            scan.getCluster()
                .getTypeFactory()
                .builder()
                .addAll(input.getRowType().getFieldList())
                .addAll(scan.getRowType().getFieldList().subList(width, width + added))
                .uniquify()
                .build(),
            scan.getColumnMappings());
    return domainLast(rel, width, added);
  }
}
