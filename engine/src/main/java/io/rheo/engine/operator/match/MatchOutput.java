package io.rheo.engine.operator.match;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.MatchSpec;
import io.rheo.engine.plan.MatchValue;
import io.rheo.engine.plan.MatchValue.Navigation;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.type.RowType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the rows of matches: of each match its last one, or with ALL ROWS PER MATCH all that are
 * not excluded, of one without rows the row before which it is, with the values that measures need.
 * They are NULL for a row that is in no match. A row with an aggregate that its type cannot hold is
 * counted as a row error and left out.
 */
final class MatchOutput {
  private final MatchSpec spec;
  private final OperatorMetrics metrics;
  private final BatchBuilder builder;
  private final MatchAggregate[] aggregates; // null where the measure is none

  MatchOutput(OrderedNode.Match plan, OperatorMetrics metrics) {
    spec = plan.spec();
    this.metrics = metrics;
    builder = new BatchBuilder(plan.rowType());
    RowType input = plan.input().rowType();
    aggregates = new MatchAggregate[spec.measures().size()];
    for (int i = 0; i < aggregates.length; i++) {
      if (spec.measures().get(i) instanceof MatchValue.Aggregate aggregate) {
        aggregates[i] = new MatchAggregate(aggregate, input);
      }
    }
  }

  /** Adds the rows of a match. */
  void add(FoundMatch match, Output out) {
    int last = match.length() - 1;
    aggregate(match, last);
    if (last < 0 && spec.shown().showsEmpty()) {
      addRow(match, 0, out);
    }
    for (int position = 0; position <= last; position++) {
      addRunning(match, position);
      if (spec.allRows() ? !match.isExcluded(position) : position == last) {
        addRow(match, position, out);
      }
    }
  }

  /** Computes the aggregates over all rows. */
  private void aggregate(FoundMatch match, int last) {
    for (int i = 0; i < aggregates.length; i++) {
      if (aggregates[i] != null) {
        aggregates[i].clear();
        for (int position = 0; position <= last && !isRunning(i); position++) {
          addTo(aggregates[i], match, position);
        }
      }
    }
  }

  private void addRunning(FoundMatch match, int position) {
    for (int i = 0; i < aggregates.length; i++) {
      if (aggregates[i] != null && isRunning(i)) {
        addTo(aggregates[i], match, position);
      }
    }
  }

  private boolean isRunning(int measure) {
    return ((MatchValue.Aggregate) spec.measures().get(measure)).running();
  }

  private static void addTo(MatchAggregate aggregate, FoundMatch match, int position) {
    if (aggregate.includes(match.variable(position))) {
      long row = match.row(position);
      aggregate.add(match.partition().rows().batch(row), match.partition().rows().row(row));
    }
  }

  private void addRow(FoundMatch match, int position, Output out) {
    Batch batch = match.partition().rows().batch(match.row(position));
    int row = match.partition().rows().row(match.row(position));
    int column = 0;
    if (spec.allRows()) {
      for (; column < batch.columnCount(); column++) {
        builder.column(column).append(batch.column(column), row);
      }
    } else {
      for (int key : spec.partition()) {
        builder.column(column++).append(batch.column(key), row);
      }
    }
    boolean fits = true;
    List<MatchValue> measures = spec.measures();
    for (int i = 0; i < measures.size(); i++) {
      fits &= append(i, match, position, builder.column(column++));
    }
    if (fits) {
      builder.endRow();
    } else {
      builder.dropRow();
      metrics.rowError("the result of an aggregate exceeds its type");
    }
    if (builder.isFull()) {
      flush(out);
    }
  }

  /** Adds a row that is in no match. */
  void addUnmatched(MatchPartition partition, long number, Output out) {
    Batch batch = partition.rows().batch(number);
    int row = partition.rows().row(number);
    for (int column = 0; column < batch.columnCount(); column++) {
      builder.column(column).append(batch.column(column), row);
    }
    for (int i = 0; i < spec.measures().size(); i++) {
      builder.column(batch.columnCount() + i).appendNull();
    }
    builder.endRow();
    if (builder.isFull()) {
      flush(out);
    }
  }

  private boolean append(int index, FoundMatch match, int position, ColumnBuilder column) {
    MatchValue value = spec.measures().get(index);
    if (value instanceof MatchValue.RowColumn of) {
      appendColumn(of, match, position, column);
    } else if (value instanceof MatchValue.Classifier of) {
      appendName(of.navigation(), match, position, column);
    } else if (value instanceof MatchValue.MatchNumber) {
      ((LongBuilder) column).append(match.partition().matches());
    } else {
      Column result = aggregates[index].result();
      if (result == null) {
        column.appendNull();
        return false;
      }
      column.append(result, 0);
    }
    return true;
  }

  private static void appendColumn(
      MatchValue.RowColumn value, FoundMatch match, int position, ColumnBuilder column) {
    int found = match.find(value.navigation(), position);
    long row = found < 0 ? -1 : match.row(found) + value.navigation().shift();
    MatchPartition partition = match.partition();
    if (found >= 0 && partition.has(row)) {
      column.append(partition.rows().batch(row).column(value.column()), partition.rows().row(row));
    } else {
      column.appendNull();
    }
  }

  /** A row that is not in the match is mapped to no variable. */
  private void appendName(
      Navigation navigation, FoundMatch match, int position, ColumnBuilder column) {
    int found = match.find(navigation, position);
    int shifted = found + navigation.shift();
    if (found < 0 || shifted < 0 || shifted >= match.length()) {
      column.appendNull();
    } else {
      String name = spec.pattern().variables().get(match.variable(shifted));
      ((BytesBuilder) column).append(name.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Hands the rows so far on. */
  void flush(Output out) {
    if (!builder.isEmpty()) {
      out.batch(builder.build());
    }
  }
}
