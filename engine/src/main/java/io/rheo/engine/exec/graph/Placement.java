package io.rheo.engine.exec.graph;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.JoinNode;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.WindowJoin;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Which rows each operator has to have together, and where they are after it. */
final class Placement {
  private Placement() {}

  /**
   * Where an operator needs the rows of one of its inputs. An operator that is not named here has
   * them all on one worker.
   */
  static Distribution required(PhysicalNode node, int input) {
    RowType rowType = node.inputs().get(input).rowType();
    if (isPerRow(node)) {
      return new Distribution.Anywhere();
    }
    return Distribution.byKeys(
        keys(node, input).stream()
            .filter(column -> rowType.type(column).storage() != Storage.OBJECT)
            .toList());
  }

  /**
   * Whether a join has so few rows on its right, one a window, that each worker is better given a
   * copy of them than one worker all rows of a window. The left rows stay where they are then, and
   * it must be enough to look at one of them at a time.
   */
  static boolean copiesRight(PhysicalNode node) {
    return node instanceof WindowJoin join
        && !join.kind().watches(1)
        && hasOneRowAWindow(join.right());
  }

  private static boolean hasOneRowAWindow(PhysicalNode node) {
    if (node instanceof PhysicalNode.Calc calc) {
      return hasOneRowAWindow(calc.input());
    }
    return node instanceof WindowNode.WindowAggregate aggregate
        && aggregate.keys().stream().allMatch(key -> tellsWindow(aggregate.input(), key));
  }

  private static boolean tellsWindow(PhysicalNode node, int column) {
    return node.traits()
        .window()
        .filter(
            window -> column == window.start() || column == window.end() || column == window.time())
        .isPresent();
  }

  private static boolean isPerRow(PhysicalNode node) {
    return node instanceof PhysicalNode.Calc
        || node instanceof WindowNode.WindowAssign
        || node instanceof PhysicalNode.Expand
        || node instanceof PhysicalNode.FunctionJoin
        || node instanceof PhysicalNode.ProcessingTime
        || node instanceof WindowNode.ExtremeFilter // behind one row of a worker: behind all
        || node instanceof PhysicalNode.Union;
  }

  private static List<Integer> keys(PhysicalNode node, int input) {
    if (node instanceof JoinNode join) {
      return join.keys().stream().map(key -> key.column(input)).toList();
    }
    return keys(node);
  }

  private static List<Integer> keys(PhysicalNode node) {
    if (node instanceof WindowNode.WindowAggregate aggregate) {
      return aggregate.keys();
    } else if (node instanceof WindowNode.SessionAggregate aggregate) {
      return aggregate.keys();
    } else if (node instanceof WindowNode.SessionAssign assign) {
      return assign.partition();
    } else if (node instanceof WindowNode.CountWindowAssign assign) {
      return assign.partition();
    } else if (node instanceof WindowNode.CountWindowAggregate aggregate) {
      return aggregate.partition();
    } else if (node instanceof PhysicalNode.GroupAggregate aggregate) {
      return hasGroupOfAll(aggregate) ? List.of() : aggregate.keys();
    } else if (node instanceof PhysicalNode.ChangelogNormalize normalize) {
      return normalize.keys();
    } else if (node instanceof PhysicalNode.UpsertMaterialize materialize) {
      return materialize.keys();
    } else if (node instanceof OrderedNode.Rank rank) {
      return rank.rule().partition();
    } else if (node instanceof OrderedNode.Over over) {
      return over.partition();
    } else if (node instanceof OrderedNode.EventTimeSort sort) {
      return sort.partition();
    } else if (node instanceof OrderedNode.Match match) {
      return match.spec().partition();
    } else if (node instanceof PhysicalNode.SetOperation set) {
      return IntStream.range(0, set.rowType().size()).boxed().toList();
    } else {
      return List.of();
    }
  }

  /** Whether it has a group of all rows, whose row is there even if there are none. */
  private static boolean hasGroupOfAll(PhysicalNode.GroupAggregate aggregate) {
    return aggregate.input() instanceof PhysicalNode.Expand expand
        && expand.sets().contains(List.of());
  }

  /** Where the rows of an operator are, whose inputs' rows are here. */
  static Distribution after(PhysicalNode node, List<Distribution> inputs) {
    if (node instanceof PhysicalNode.Union) {
      return inputs.stream().allMatch(input -> input instanceof Distribution.OnOne)
          ? new Distribution.OnOne()
          : new Distribution.Anywhere();
    } else if (node instanceof JoinNode join) {
      return after(join, inputs);
    } else {
      return inputs.get(0).mapped(column -> output(node, column));
    }
  }

  /** A key of a row that may be missing, because nothing matched, does not say where its row is. */
  private static Distribution after(JoinNode join, List<Distribution> inputs) {
    if (inputs.get(0) instanceof Distribution.OnOne) {
      return new Distribution.OnOne();
    }
    return switch (join.kind()) {
      case INNER, LEFT, SEMI, ANTI ->
          inputs.get(0).mapped(column -> position(join.columns(), column));
      case RIGHT ->
          inputs.get(1).mapped(column -> position(join.columns(), join.leftColumns() + column));
      case FULL -> new Distribution.Anywhere();
    };
  }

  /** The column of an operator's rows that holds a column of its input, row by row. */
  private static OptionalInt output(PhysicalNode node, int column) {
    if (node instanceof PhysicalNode.Calc calc) {
      return position(
          calc.projections().stream()
              .map(p -> p instanceof Expr.InputRef ref ? ref.column() : -1)
              .toList(),
          column);
    } else if (node instanceof WindowNode.WindowAggregate aggregate) {
      return position(aggregate.keys(), column);
    } else if (node instanceof WindowNode.SessionAggregate aggregate) {
      return position(aggregate.keys(), column);
    } else if (node instanceof PhysicalNode.GroupAggregate aggregate) {
      return position(aggregate.keys(), column);
    } else if (node instanceof OrderedNode.Rank rank) {
      return position(rank.columns(), column);
    } else if (node instanceof OrderedNode.Match match) {
      return match.spec().allRows()
          ? OptionalInt.of(column)
          : position(match.spec().partition(), column);
    } else if (node instanceof PhysicalNode.FunctionJoin join) {
      return position(join.kept(), column);
    } else if (node instanceof WindowNode.WindowAssign
        || node instanceof WindowNode.SessionAssign
        || node instanceof WindowNode.CountWindowAssign
        || node instanceof OrderedNode.EventTimeSort
        || node instanceof PhysicalNode.ChangelogNormalize
        || node instanceof PhysicalNode.UpsertMaterialize
        || node instanceof PhysicalNode.ProcessingTime
        || node instanceof WindowNode.ExtremeFilter
        || node instanceof PhysicalNode.SetOperation) {
      return OptionalInt.of(column);
    } else {
      return OptionalInt.empty();
    }
  }

  private static OptionalInt position(List<Integer> columns, int column) {
    int at = columns.indexOf(column);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
  }
}
