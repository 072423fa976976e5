package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.operator.aggregate.AggregateOutput;
import io.rheo.engine.operator.aggregate.Groups;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * One partition of a count window: how many rows it had, and its groups by key and unit. As rows
 * come unit after unit, the groups of units that are over are the first ones.
 */
final class CountWindowPartition {
  private final CountWindowRules rules;
  private final AggregateLayout layout;
  private final Groups groups;
  private final long[] key; // the group's key, then the unit
  private long rowCount;
  private int[] runRows = new int[16];
  private int[] runBases = new int[16];

  CountWindowPartition(CountWindowRules rules) {
    this.rules = rules;
    layout = rules.layout();
    groups = new Groups(layout, 0);
    key = new long[rules.keyWords() + 1];
  }

  Groups groups() {
    return groups;
  }

  /** Adds the rows {@code [from, to)} of the batch, and emits each window that one completes. */
  void add(Batch batch, long[] keys, int from, int to, AggregateOutput output, Output out) {
    int count = 0;
    for (int row = from; row < to; row++) {
      long last = rules.lastUnit(rowCount);
      for (long unit = rules.firstUnit(rowCount); unit <= last; unit++) {
        count = addToRun(row, base(keys, row, unit), count);
      }
      if (rules.completes(rowCount)) {
        layout.update(batch, runRows, runBases, 0, count, groups);
        count = 0;
        emit(rules.start(rowCount), output, out);
      }
      rowCount++;
    }
    layout.update(batch, runRows, runBases, 0, count, groups);
  }

  private int addToRun(int row, int base, int count) {
    if (count == runRows.length) {
      runRows = Arrays.copyOf(runRows, count * 2);
      runBases = Arrays.copyOf(runBases, count * 2);
    }
    runRows[count] = row;
    runBases[count] = base;
    return count + 1;
  }

  private int base(long[] keys, int row, long unit) {
    int keyWords = rules.keyWords();
    System.arraycopy(keys, row * keyWords, key, 0, keyWords);
    key[keyWords] = unit;
    return groups.probe(key, 0);
  }

  private void emit(long start, AggregateOutput output, Output out) {
    if (rules.sharesPanes()) {
      Groups merged = merge();
      emit(merged, allBases(merged), start, output, out);
    } else {
      emit(groups, basesOf(rules.unitOf(start)), start, output, out);
    }
    long firstNeeded = rules.firstUnitAfter(start);
    int unitAt = rules.keyWords();
    groups.compact((words, base) -> words[base + unitAt] >= firstNeeded, (from, to) -> {});
    groups.collect();
  }

  private void emit(Groups from, int[] bases, long start, AggregateOutput output, Output out) {
    long time =
        rules.hasTime()
            ? output.greatest(from, bases, rules.timeCall())
            : AggregateOutput.NULL_PROPERTY;
    output.emit(from, bases, bases.length, rules.propertyValues(start, time), out);
  }

  /** All units there are make up the window that is complete: merges them by key. */
  private Groups merge() {
    Groups merged = rules.merged();
    merged.clear();
    int[] from = allBases(groups);
    int[] to = new int[from.length];
    for (int i = 0; i < from.length; i++) {
      System.arraycopy(groups.words(), from[i], key, 0, key.length);
      key[key.length - 1] = 0;
      to[i] = merged.probe(key, 0);
    }
    layout.merge(groups, from, merged, to, from.length);
    return merged;
  }

  private static int[] allBases(Groups groups) {
    int[] bases = new int[groups.size()];
    Arrays.setAll(bases, i -> i * groups.stride());
    return bases;
  }

  private int[] basesOf(long unit) {
    int unitAt = rules.keyWords();
    return Arrays.stream(allBases(groups))
        .filter(base -> groups.words()[base + unitAt] == unit)
        .toArray();
  }

  void writeTo(StateWriter state) throws IOException {
    state.putLong(rowCount);
    groups.writeTo(state);
  }

  void readFrom(StateReader state) throws IOException {
    rowCount = state.getLong();
    groups.readFrom(state);
  }
}
