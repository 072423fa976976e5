package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.LongColumn;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.state.RowTree;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Finds the accumulators for aggregate calls and gives each its words and what it keeps beside
 * them. Calls that need the same share it.
 */
final class AggregateLayoutBuilder {
  private final RowType input;
  private final boolean updating;
  private final int rowsAt;
  private final Arrivals arrivals = new Arrivals();
  private final Map<AggregateInput.Key, AggregateInput> inputs = new LinkedHashMap<>();
  private final Map<String, Accumulator> accumulators = new LinkedHashMap<>(); // by kind and input
  private final List<GroupRows.Kind> rowKinds = new ArrayList<>();
  private final List<CustomAggregate> stateKinds = new ArrayList<>();
  private final List<HandleResult> handleResults = new ArrayList<>();
  private int nextWord;

  /**
   * @param rowsAt where the number of all rows is; the words after it are given out
   */
  AggregateLayoutBuilder(RowType input, int rowsAt, boolean updating) {
    this.input = input;
    this.rowsAt = rowsAt;
    this.updating = updating;
    nextWord = rowsAt + 1;
  }

  List<AggregateInput> inputs() {
    return List.copyOf(inputs.values());
  }

  /** Those of the inputs that are DISTINCT, which share what they know of their values. */
  List<DistinctInputs> distinctInputs() {
    Map<List<Integer>, List<AggregateInput>> byArguments = new LinkedHashMap<>();
    for (AggregateInput each : inputs.values()) {
      if (each.key().distinct()) {
        byArguments.computeIfAbsent(each.key().arguments(), key -> new ArrayList<>()).add(each);
      }
    }
    List<DistinctInputs> all = new ArrayList<>();
    for (List<AggregateInput> same : byArguments.values()) {
      for (int from = 0; from < same.size(); from += DistinctTable.MAX_INPUTS) {
        int to = Math.min(same.size(), from + DistinctTable.MAX_INPUTS);
        all.add(new DistinctInputs(all.size(), same.subList(from, to), input, updating));
      }
    }
    return all;
  }

  List<GroupRows.Kind> rowKinds() {
    return List.copyOf(rowKinds);
  }

  List<CustomAggregate> stateKinds() {
    return List.copyOf(stateKinds);
  }

  List<HandleResult> handleResults() {
    return List.copyOf(handleResults);
  }

  Arrivals arrivals() {
    return arrivals;
  }

  int nextWord() {
    return nextWord;
  }

  /** Whether input rows may be retractions. */
  boolean updating() {
    return updating;
  }

  DataType type(int column) {
    return input.type(column);
  }

  /** Makes room for one call. */
  AggregateResult add(AggregateCall call) {
    return AggregateMakers.of(call.function()).make(call, this);
  }

  /** The number of rows that a call aggregates. */
  AggregateResult count(AggregateCall call) {
    int at = countAt(call);
    return rows -> {
      long[] counts = new long[rows.count()];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = rows.word(i, at);
      }
      return new LongColumn(counts, null);
    };
  }

  /** Where that number is. A count of values that are never NULL is one of rows. */
  int countAt(AggregateCall call) {
    AggregateInput.Key key = notNull(call);
    if (!key.distinct() || key.arguments().isEmpty()) {
      key = new AggregateInput.Key(List.of(), key.notNull(), key.filter(), false);
    }
    return key.isAllRows() ? rowsAt : accumulator("count", key, CountAccumulator::new).at;
  }

  /** The rows that pass the filter, of equal ones the first with DISTINCT. */
  AggregateInput.Key allRows(AggregateCall call) {
    return key(call, List.of());
  }

  /** Of these, the rows without a NULL among the arguments. */
  AggregateInput.Key notNull(AggregateCall call) {
    return key(call, call.arguments());
  }

  /** Of these, the rows where the columns are not NULL. */
  AggregateInput.Key key(AggregateCall call, List<Integer> columns) {
    Set<Integer> notNull = new LinkedHashSet<>(columns);
    notNull.removeIf(column -> !input.type(column).nullable());
    boolean distinct = call.distinct() && !call.arguments().isEmpty();
    return new AggregateInput.Key(call.arguments(), List.copyOf(notNull), call.filter(), distinct);
  }

  /** The accumulator of a kind over an input; one if it was made before. */
  Accumulator accumulator(
      String kind, AggregateInput.Key key, IntFunction<? extends Accumulator> maker) {
    String name = kind + key;
    Accumulator found = accumulators.get(name);
    if (found == null) {
      found = maker.apply(nextWord);
      nextWord += found.width();
      accumulators.put(name, found);
      inputs.computeIfAbsent(key, AggregateInput::new).accumulators().add(found);
    }
    return found;
  }

  /** Makes an accumulator that keeps rows. */
  @FunctionalInterface
  interface RowsMaker {
    /**
     * Makes it.
     *
     * @param at its first word
     * @param index its number among those that keep rows
     */
    RowsAccumulator make(int at, int index);
  }

  /**
   * What is kept of rows in order.
   *
   * @param columns of the input
   * @param order by place among {@code columns}
   */
  GroupRows.Kind inOrder(List<Integer> columns, List<SortKey> order, List<SortKey> identity) {
    return new GroupRows.Kind(indexes(columns), types(columns), order, true, identity, false);
  }

  /** What is kept of values of one column and how often each is there. */
  GroupRows.Kind counted(int column) {
    return counted(column, RowTree.ascending(1), false);
  }

  private GroupRows.Kind counted(int column, List<SortKey> order, boolean byCount) {
    List<Integer> columns = List.of(column);
    return new GroupRows.Kind(indexes(columns), types(columns), order, false, List.of(), byCount);
  }

  /** As {@link #counted(int)}, to be asked for the value that is there most often. */
  GroupRows.Kind countedByNumber(int column, boolean descending) {
    return counted(column, List.of(new SortKey(0, descending, false)), true);
  }

  private static int[] indexes(List<Integer> columns) {
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  private List<DataType> types(List<Integer> columns) {
    return columns.stream().map(input::type).toList();
  }

  /** An accumulator that keeps rows. */
  RowsAccumulator rows(String kind, AggregateInput.Key key, GroupRows.Kind rows, RowsMaker maker) {
    String name = kind + Arrays.toString(rows.columns()) + rows.order();
    return (RowsAccumulator)
        accumulator(
            name,
            key,
            at -> {
              rowKinds.add(rows);
              return maker.make(at, rowKinds.size() - 1);
            });
  }

  /** An accumulator of an aggregate with a state of its own; never shared. */
  AggregateResult custom(AggregateCall call, AggregateInput.Key key, CustomAggregate aggregate) {
    int index = stateKinds.size();
    stateKinds.add(aggregate);
    int[] columns = indexes(call.arguments());
    CustomAccumulator accumulator =
        (CustomAccumulator)
            accumulator(
                "custom " + index, key, at -> new CustomAccumulator(at, aggregate, columns, index));
    return handle(savedIndex -> accumulator.result(call.type(), savedIndex));
  }

  /** Notes a result that has to be saved before its group changes. */
  HandleResult handle(IntFunction<HandleResult> maker) {
    HandleResult result = maker.apply(handleResults.size());
    handleResults.add(result);
    return result;
  }
}
