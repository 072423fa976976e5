package io.rheo.engine.plan;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.type.DataType;
import java.util.List;

/** What a condition or a measure of a row pattern needs to know of the rows of a match. */
public sealed interface MatchValue {
  DataType type();

  /**
   * Finds a row: of those that are mapped to some variables the first or the last, or one so many
   * after or before it; from there so many rows of the partition on.
   *
   * @param variables the variables by number; empty for all
   * @param first whether to count from the first row; else from the last
   * @param offset how many of these rows to go on from there
   * @param shift how many rows of the partition to go on then; negative: back
   * @param running whether only the rows up to the current one count; else all of the match
   */
  record Navigation(
      List<Integer> variables, boolean first, int offset, int shift, boolean running) {
    public Navigation {
      variables = List.copyOf(variables);
    }

    /** Whether a row that is mapped to the variable can be found. */
    public boolean includes(int variable) {
      return variables.isEmpty() || variables.contains(variable);
    }

    /** Whether it starts from the current row, when that is mapped to the variable. */
    public boolean isCurrent(int variable) {
      return !first && offset == 0 && running && includes(variable);
    }
  }

  /** A column of a row; NULL if there is no such row. */
  record RowColumn(Navigation navigation, int column, DataType type) implements MatchValue {}

  /** The name of the variable that a row is mapped to; NULL if there is no such row. */
  record Classifier(Navigation navigation, DataType type) implements MatchValue {}

  /** The number of the match within its partition, from 1. */
  record MatchNumber(DataType type) implements MatchValue {}

  /**
   * An aggregate over the rows that are mapped to some variables.
   *
   * @param variables by number; empty for all
   * @param running whether only the rows up to the current one count
   */
  record Aggregate(AggregateCall call, List<Integer> variables, boolean running)
      implements MatchValue {
    public Aggregate {
      variables = List.copyOf(variables);
    }

    @Override
    public DataType type() {
      return call.type();
    }

    /** Whether a row that is mapped to the variable counts. */
    public boolean includes(int variable) {
      return variables.isEmpty() || variables.contains(variable);
    }
  }
}
