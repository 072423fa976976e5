package io.rheo.engine.planner;

import io.rheo.sql.validate.MatchFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/**
 * What an aggregate of a row pattern is called with.
 *
 * @param filter the condition of rows that count
 */
record MatchArguments(List<RexNode> operands, boolean distinct, Optional<RexNode> filter) {
  MatchArguments {
    operands = List.copyOf(operands);
  }

  /** Takes DISTINCT and FILTER off the first operand, where the validator has put them. */
  static MatchArguments of(RexCall call) {
    List<RexNode> operands = new ArrayList<>(call.getOperands());
    boolean distinct = false;
    Optional<RexNode> filter = Optional.empty();
    while (!operands.isEmpty() && operands.get(0) instanceof RexCall first) {
      if (first.getOperator().equals(MatchFunctions.DISTINCT)) {
        distinct = true;
      } else if (first.getOperator().equals(MatchFunctions.FILTER)) {
        filter = Optional.of(first.getOperands().get(1));
      } else {
        break;
      }
      operands.set(0, first.getOperands().get(0));
    }
    return new MatchArguments(operands, distinct, filter);
  }

  /** The operands, then the condition if there is one. */
  List<RexNode> all() {
    List<RexNode> all = new ArrayList<>(operands);
    filter.ifPresent(all::add);
    return all;
  }

  /** Where the condition is in {@link #all}; -1 if there is none. */
  int filterPlace() {
    return filter.isPresent() ? operands.size() : -1;
  }
}
