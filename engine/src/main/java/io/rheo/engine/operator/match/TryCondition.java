package io.rheo.engine.operator.match;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.plan.MatchCondition;
import io.rheo.engine.plan.MatchSpec;
import io.rheo.engine.plan.MatchValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A condition that looks at the rows mapped so far. The tries that read a row by it are collected,
 * and it is computed for all of them at once.
 */
final class TryCondition {
  private final List<MatchValue> values;
  private final MatchSpec spec;
  private final KnownRows known;
  private final ConditionStage stage;
  private final ColumnBuilder[] columns;
  private final RunningAggregates aggregates;
  private final int[] numbers; // of the aggregates among the values
  private int[] collected = new int[16];
  private int count;
  private final BitSet failed = new BitSet(); // of the collected ones

  TryCondition(
      MatchCondition condition,
      MatchSpec spec,
      KnownRows known,
      RunningAggregates aggregates,
      StageEnvironment environment) {
    values = condition.values();
    this.spec = spec;
    this.known = known;
    stage = new ConditionStage(condition, environment);
    columns = values.stream().map(v -> ColumnBuilder.of(v.type())).toArray(ColumnBuilder[]::new);
    this.aggregates = aggregates;
    numbers = new int[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (values.get(i) instanceof MatchValue.Aggregate aggregate) {
        numbers[i] = aggregates.add(aggregate);
      } else if (values.get(i) instanceof MatchValue.RowColumn row) {
        known.add(row.navigation());
      } else if (values.get(i) instanceof MatchValue.Classifier row) {
        known.add(row.navigation());
      }
    }
  }

  /** Whether it can look at every row of a try, so that no two tries are the same to it. */
  boolean looksAtAll() {
    return values.stream()
        .anyMatch(
            value ->
                value instanceof MatchValue.Aggregate
                    || (value instanceof MatchValue.Classifier name
                        && name.navigation().shift() != 0));
  }

  /** Collects a try whose last row is read by the condition. */
  void collect(int index, MappedRow last, MatchPartition partition) {
    if (count == collected.length) {
      collected = Arrays.copyOf(collected, count * 2);
    }
    collected[count] = index;
    for (int i = 0; i < columns.length; i++) {
      if (!append(i, last, partition)) {
        columns[i].appendNull();
        failed.set(count);
      }
    }
    count++;
  }

  /** Returns false if the value cannot be told. */
  private boolean append(int index, MappedRow last, MatchPartition partition) {
    MatchValue value = values.get(index);
    ColumnBuilder builder = columns[index];
    if (value instanceof MatchValue.RowColumn column) {
      MappedRow found = known.find(column.navigation(), last);
      long row = found == null ? -1 : found.row() + column.navigation().shift();
      if (found != null && partition.has(row)) {
        builder.append(
            partition.rows().batch(row).column(column.column()), partition.rows().row(row));
      } else {
        builder.appendNull();
      }
    } else if (value instanceof MatchValue.Classifier classifier) {
      MappedRow found = shifted(known.find(classifier.navigation(), last), classifier, last);
      if (found == null) {
        builder.appendNull();
      } else {
        int variable = spec.pattern().steps().get(found.step()).variable();
        String name = spec.pattern().variables().get(variable);
        ((BytesBuilder) builder).append(name.getBytes(StandardCharsets.UTF_8));
      }
    } else if (value instanceof MatchValue.MatchNumber) {
      ((LongBuilder) builder).append(partition.matches() + 1);
    } else {
      Column result = aggregates.result(numbers[index], last, partition);
      if (result == null) {
        return false;
      }
      builder.append(result, 0);
    }
    return true;
  }

  /** The row so many rows on in the try; {@code null} if there is none. */
  private static MappedRow shifted(
      MappedRow found, MatchValue.Classifier classifier, MappedRow last) {
    if (found == null || classifier.navigation().shift() == 0) {
      return found;
    }
    long wanted = found.row() + classifier.navigation().shift();
    MappedRow row = wanted > found.row() ? last : found;
    while (row != null && row.row() > wanted) {
      row = row.before();
    }
    return row != null && row.row() == wanted ? row : null;
  }

  /** Takes the tries that were collected and do not pass out of {@code candidates}. */
  void removeFailed(MappedRow[] candidates) {
    if (count == 0) {
      return;
    }
    Column[] row = new Column[columns.length + 1];
    for (int i = 0; i < columns.length; i++) {
      row[i] = columns[i].build();
    }
    Batch passed = stage.test(row, count);
    int[] indexes = passed.ints(0);
    int next = 0;
    for (int i = 0; i < count; i++) {
      boolean passes = next < passed.rowCount() && indexes[next] == i;
      next += passes ? 1 : 0;
      if (!passes || failed.get(i)) {
        candidates[collected[i]] = null;
      }
    }
    count = 0;
    failed.clear();
  }
}
