package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.LongColumn;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Finds the accumulators for aggregate calls and gives each its words. */
final class AggregateLayoutBuilder {
  private final RowType input;
  private final boolean updating;
  private final Map<AggregateInput.Key, AggregateInput> inputs = new LinkedHashMap<>();
  private final Map<String, Accumulator> accumulators = new LinkedHashMap<>(); // by kind and input
  private final List<KeyEncoder> distinctEncoders = new ArrayList<>();
  private final List<RetractingMinMax<?>> ordered = new ArrayList<>();
  private int nextWord;

  AggregateLayoutBuilder(RowType input, int nextWord, boolean updating) {
    this.input = input;
    this.nextWord = nextWord;
    this.updating = updating;
  }

  List<AggregateInput> inputs() {
    return List.copyOf(inputs.values());
  }

  List<KeyEncoder> distinctEncoders() {
    return List.copyOf(distinctEncoders);
  }

  List<RetractingMinMax<?>> ordered() {
    return List.copyOf(ordered);
  }

  int nextWord() {
    return nextWord;
  }

  /** Makes room for one call; {@code rowsAt} is where the number of all rows is. */
  AggregateResult add(AggregateCall call, int rowsAt) {
    return switch (call.function().name()) {
      case "COUNT" -> count(call, rowsAt);
      case "SUM" -> sum(call, rowsAt).sum();
      case "AVG" -> sum(call, rowsAt).average();
      case "MIN" -> extreme(call, false, rowsAt);
      case "MAX" -> extreme(call, true, rowsAt);
      default -> throw new IllegalArgumentException("no aggregate " + call);
    };
  }

  private AggregateResult count(AggregateCall call, int rowsAt) {
    int at = countAt(call, rowsAt);
    return rows -> {
      long[] counts = new long[rows.count()];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = rows.words()[rows.bases()[i] + at];
      }
      return new LongColumn(counts, null);
    };
  }

  private int countAt(AggregateCall call, int rowsAt) {
    AggregateInput.Key key = countKey(call);
    return key.isAllRows() ? rowsAt : accumulator("count", key, CountAccumulator::new).at;
  }

  /** A count of values that are never NULL is one of rows, which more calls can share. */
  private AggregateInput.Key countKey(AggregateCall call) {
    boolean distinct = call.distinct() && call.argument() != AggregateCall.NONE;
    boolean countsRows =
        call.argument() == AggregateCall.NONE
            || (!distinct && !input.type(call.argument()).nullable());
    int argument = countsRows ? AggregateCall.NONE : call.argument();
    return new AggregateInput.Key(argument, call.filter(), distinct);
  }

  private SumResults sum(AggregateCall call, int rowsAt) {
    DataType type = input.type(call.argument());
    AggregateInput.Key key =
        new AggregateInput.Key(call.argument(), call.filter(), call.distinct());
    Accumulator sum = accumulator("sum", key, at -> sumOf(type, at));
    return new SumResults(call.type(), type, sum.at, sum.width(), countAt(call, rowsAt));
  }

  private Accumulator sumOf(DataType type, int at) {
    return switch (type.storage()) {
      case INT -> new SumAccumulators.OfInts(at);
      case LONG ->
          isShortDecimal(type)
              ? new SumAccumulators.OfShortDecimals(at)
              : new SumAccumulators.OfLongs(at);
      case DECIMAL128 -> new SumAccumulators.OfDecimals(at);
      case DOUBLE ->
          updating ? new DoubleSumAccumulators.Retracting(at) : new DoubleSumAccumulators.Plain(at);
      case BOOLEAN, BYTES, OBJECT -> throw new IllegalArgumentException("no sum of " + type);
    };
  }

  private static boolean isShortDecimal(DataType type) {
    return type.name() == TypeName.DECIMAL
        && type.precision() <= SumAccumulators.OfShortDecimals.MAX_DIGITS;
  }

  /** DISTINCT changes nothing here. */
  private AggregateResult extreme(AggregateCall call, boolean max, int rowsAt) {
    Storage storage = input.type(call.argument()).storage();
    AggregateInput.Key key = new AggregateInput.Key(call.argument(), call.filter(), false);
    Accumulator extreme =
        accumulator(
            max ? "max" : "min",
            key,
            at -> updating ? retracting(storage, max, at) : appendOnly(storage, max, at));
    return new MinMaxResult(storage, max, extreme.at, countAt(call.withoutDistinct(), rowsAt));
  }

  private static Accumulator appendOnly(Storage storage, boolean max, int at) {
    return switch (storage) {
      case BOOLEAN, INT, LONG, DOUBLE -> new MinMaxAccumulators.OfWords(at, max);
      case DECIMAL128 -> new MinMaxAccumulators.OfDecimals(at, max);
      case BYTES -> new MinMaxAccumulators.OfBytes(at, max);
      case OBJECT -> throw new IllegalArgumentException("nested values have no order");
    };
  }

  private Accumulator retracting(Storage storage, boolean max, int at) {
    int index = ordered.size();
    RetractingMinMax<?> accumulator =
        switch (storage) {
          case BOOLEAN, INT, LONG, DOUBLE -> new RetractingMinMaxes.OfWords(at, max, index);
          case DECIMAL128 -> new RetractingMinMaxes.OfDecimals(at, max, index);
          case BYTES -> new RetractingMinMaxes.OfBytes(at, max, index);
          case OBJECT -> throw new IllegalArgumentException("nested values have no order");
        };
    ordered.add(accumulator);
    return accumulator;
  }

  private Accumulator accumulator(
      String kind, AggregateInput.Key key, IntFunction<Accumulator> maker) {
    return accumulators.computeIfAbsent(
        kind + key,
        absent -> {
          Accumulator made = maker.apply(nextWord);
          nextWord += made.width();
          inputs.computeIfAbsent(key, this::newInput).accumulators().add(made);
          return made;
        });
  }

  private AggregateInput newInput(AggregateInput.Key key) {
    if (!key.distinct()) {
      return new AggregateInput(key, null, -1);
    }
    KeyEncoder encoder = new KeyEncoder(input, List.of(key.argument()));
    distinctEncoders.add(encoder);
    return new AggregateInput(key, encoder, distinctEncoders.size() - 1);
  }
}
