package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.List;

/**
 * What the words of a group's row mean: the key, one word for the owner's use ({@link #linkAt}),
 * the net number of rows ({@link #rowsAt}), then the accumulators that the aggregate calls need.
 * Calls share accumulators: {@code COUNT(x)}, {@code SUM(x)} and {@code AVG(x)} are one sum and one
 * count.
 *
 * <p>Belongs to one operator, as it has scratch memory; the state is in {@link Groups}.
 */
public final class AggregateLayout {
  private final int keyWords;
  private final List<AggregateInput> inputs; // but those with DISTINCT
  private final List<Accumulator> accumulators;
  private final List<AggregateResult> results;
  private final List<DistinctInputs> distinctInputs;
  private final List<GroupRows.Kind> rowKinds;
  private final List<CustomAggregate> stateKinds;
  private final List<HandleResult> handleResults;
  private final Arrivals arrivals;
  private final long[] template;
  private final Accumulator rowCount;
  private final Selection selection = new Selection();

  /**
   * @param keyWords the width of the key
   * @param input the columns that the calls refer to
   * @param updating whether input rows may be retractions
   */
  public AggregateLayout(int keyWords, RowType input, List<AggregateCall> calls, boolean updating) {
    this.keyWords = keyWords;
    AggregateLayoutBuilder builder = new AggregateLayoutBuilder(input, rowsAt(), updating);
    results = calls.stream().map(builder::add).toList();
    inputs = builder.inputs().stream().filter(each -> !each.key().distinct()).toList();
    distinctInputs = builder.distinctInputs();
    accumulators = builder.inputs().stream().flatMap(each -> each.accumulators().stream()).toList();
    rowKinds = builder.rowKinds();
    stateKinds = builder.stateKinds();
    arrivals = builder.arrivals();
    handleResults = builder.handleResults();
    rowCount = new CountAccumulator(rowsAt());
    template = new long[builder.nextWord() - keyWords];
    for (Accumulator accumulator : accumulators) {
      accumulator.init(template, -keyWords);
    }
  }

  /** Where the word is that belongs to the owner of the groups. */
  public int linkAt() {
    return keyWords;
  }

  /** Where the net number of rows is; a group with none is not there. */
  public int rowsAt() {
    return keyWords + 1;
  }

  int keyWords() {
    return keyWords;
  }

  long[] template() {
    return template;
  }

  List<DistinctInputs> distinctInputs() {
    return distinctInputs;
  }

  List<GroupRows.Kind> rowKinds() {
    return rowKinds;
  }

  List<CustomAggregate> stateKinds() {
    return stateKinds;
  }

  /** The results that change with what a group keeps beside its words. */
  List<HandleResult> handleResults() {
    return handleResults;
  }

  /** Whether the words of a group tell its results, so that a copy of them can show these again. */
  public boolean isWordsOnly() {
    return handleResults.isEmpty();
  }

  /** Whether the words of a group are all there is, so that a copy of them can be added to. */
  public boolean isSelfContained() {
    return isWordsOnly()
        && !usesHeap()
        && distinctInputs.isEmpty()
        && rowKinds.isEmpty()
        && stateKinds.isEmpty();
  }

  List<Accumulator> accumulators() {
    return accumulators;
  }

  boolean usesHeap() {
    return accumulators.stream().anyMatch(Accumulator::usesHeap);
  }

  /** Whether groups can be merged into others: not with DISTINCT. */
  public boolean mergeable() {
    return distinctInputs.isEmpty() && stateKinds.stream().allMatch(CustomAggregate::canMerge);
  }

  /** Whether there is more than what can be subtracted again. */
  public boolean allInvertible() {
    return accumulators.stream().allMatch(Accumulator::invertible);
  }

  /**
   * Adds rows of the batch to their groups.
   *
   * @param rows the rows, in the entries {@code [from, to)}
   * @param bases their groups, in the same entries
   */
  public void update(Batch batch, int[] rows, int[] bases, int from, int to, Groups groups) {
    selection.fill(batch, rows, bases, from, to);
    update(batch, groups, false);
  }

  /** As {@link #update}, but only what can be subtracted again. */
  public void updateInvertible(
      Batch batch, int[] rows, int[] bases, int from, int to, Groups groups) {
    selection.fill(batch, rows, bases, from, to);
    update(batch, groups, true);
  }

  private void update(Batch batch, Groups groups, boolean invertibleOnly) {
    rowCount.update(null, selection, groups);
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).update(batch, selection, groups, invertibleOnly);
    }
    for (int i = 0; i < distinctInputs.size(); i++) {
      distinctInputs.get(i).update(batch, selection, groups, invertibleOnly);
    }
  }

  /** Adds groups to groups, all of each. */
  public void merge(Groups from, int[] fromBases, Groups to, int[] toBases, int count) {
    mergeInvertible(from, fromBases, to, toBases, count, 1);
    mergeOthers(from, fromBases, to, toBases, count);
  }

  /** Adds or ({@code sign} -1) subtracts what can be subtracted. */
  public void mergeInvertible(
      Groups from, int[] fromBases, Groups to, int[] toBases, int count, int sign) {
    Merge merge = new Merge(from, fromBases, to, toBases, count);
    rowCount.merge(merge, sign);
    for (Accumulator accumulator : accumulators) {
      if (accumulator.invertible()) {
        accumulator.merge(merge, sign);
      }
    }
  }

  /** Adds what cannot be subtracted. */
  public void mergeOthers(Groups from, int[] fromBases, Groups to, int[] toBases, int count) {
    Merge merge = new Merge(from, fromBases, to, toBases, count);
    for (Accumulator accumulator : accumulators) {
      if (!accumulator.invertible()) {
        accumulator.merge(merge, 1);
      }
    }
  }

  /** Puts what cannot be subtracted back to nothing, in all groups. */
  public void resetOthers(Groups groups) {
    groups.reset(accumulator -> !accumulator.invertible());
  }

  /** Frees the strings of DISTINCT values that no group holds, if there are many. */
  public void collectStrings(Iterable<Groups> allGroups) {
    for (int i = 0; i < distinctInputs.size(); i++) {
      KeyEncoder encoder = distinctInputs.get(i).encoder();
      if (encoder.wantsCollection()) {
        for (Groups groups : allGroups) {
          groups.distinct(i).mark();
        }
        encoder.sweep();
      }
    }
  }

  public void writeTo(StateWriter state) throws IOException {
    arrivals.writeTo(state);
    for (DistinctInputs each : distinctInputs) {
      each.encoder().writeTo(state);
    }
  }

  public void readFrom(StateReader state) throws IOException {
    arrivals.readFrom(state);
    for (DistinctInputs each : distinctInputs) {
      each.encoder().readFrom(state);
    }
  }

  int callCount() {
    return results.size();
  }

  /** The results of one call. */
  Column result(int call, ResultRows rows) {
    return results.get(call).read(rows);
  }
}
