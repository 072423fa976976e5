package io.rheo.engine.operator.aggregate;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.state.RowTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Functions of the rows of a group in an order: that of ORDER BY within the call, then of arrival.
 */
final class RowAggregates {
  private RowAggregates() {}

  static void addTo(Map<String, AggregateMakers.Maker> makers) {
    makers.put("FIRST_VALUE", (call, layout) -> one(call, layout, false));
    makers.put("LAST_VALUE", (call, layout) -> one(call, layout, true));
    makers.put("ANY_VALUE", (call, layout) -> one(call, layout, false));
    makers.put("ARG_MIN", (call, layout) -> extremeBy(call, false, layout));
    makers.put("ARG_MAX", (call, layout) -> extremeBy(call, true, layout));
    makers.put("SINGLE_VALUE", (call, layout) -> list(call, layout, true, RowFunctions::single));
    makers.put("LISTAGG", (call, layout) -> list(call, layout, false, RowFunctions.join(call)));
    makers.put("ARRAY_AGG", (call, layout) -> array(call, layout));
    makers.put("MAP_AGG", (call, layout) -> list(call, layout, true, RowFunctions.map(call)));
    makers.put("JSON_ARRAYAGG", (call, layout) -> json(call, layout, JsonFunctions.array(call)));
    makers.put("JSON_OBJECTAGG", (call, layout) -> json(call, layout, JsonFunctions.object(call)));
  }

  /** The first or last value that is not NULL, or that may be NULL: if the parameter says so. */
  private static AggregateResult one(
      AggregateCall call, AggregateLayoutBuilder layout, boolean last) {
    AggregateInput.Key key = respectsNulls(call) ? layout.allRows(call) : layout.notNull(call);
    return one(call, key, call.order(), last, layout);
  }

  /**
   * The first argument, of rows where it is not NULL, where the second is least or greatest; of
   * several the first to arrive.
   */
  private static AggregateResult extremeBy(
      AggregateCall call, boolean max, AggregateLayoutBuilder layout) {
    int by = call.arguments().get(1);
    return one(call, layout.notNull(call), List.of(new SortKey(by, max, false)), false, layout);
  }

  private static AggregateResult one(
      AggregateCall call,
      AggregateInput.Key key,
      List<SortKey> order,
      boolean last,
      AggregateLayoutBuilder layout) {
    if (layout.updating()) {
      RowsAccumulator rows = rows(call, List.of(call.argument()), key, order, layout);
      return layout.handle(
          saved -> new RowsResult(call.type(), rows, saved, RowFunctions.end(last)));
    }
    Columns columns = Columns.of(List.of(call.argument()), order);
    RowsAccumulator row =
        layout.rows(
            last ? "last" : "first",
            key,
            layout.inOrder(columns.kept(), columns.order(), List.of()),
            (at, index) -> new FirstRow(at, layout.arrivals(), index, last, order.isEmpty()));
    return layout.handle(saved -> new RowsResult(call.type(), row, saved, RowFunctions.end(false)));
  }

  private static AggregateResult array(AggregateCall call, AggregateLayoutBuilder layout) {
    return list(call, layout, respectsNulls(call), RowFunctions.array(call));
  }

  /** JSON of no rows is an empty array or object. */
  private static AggregateResult json(
      AggregateCall call, AggregateLayoutBuilder layout, RowsResult.Function function) {
    AggregateInput.Key key = layout.allRows(call);
    RowsAccumulator rows = rows(call, call.arguments(), key, call.order(), layout);
    String empty = call.arguments().size() == 1 ? "[]" : "{}";
    return layout.handle(saved -> new RowsResult(call.type(), rows, saved, function, empty));
  }

  private static boolean respectsNulls(AggregateCall call) {
    return call.function().parameters().contains(true);
  }

  /** A function of all rows in order. */
  static AggregateResult list(
      AggregateCall call,
      AggregateLayoutBuilder layout,
      boolean withNulls,
      RowsResult.Function function) {
    AggregateInput.Key key = withNulls ? layout.allRows(call) : layout.notNull(call);
    RowsAccumulator rows = rows(call, call.arguments(), key, call.order(), layout);
    return layout.handle(saved -> new RowsResult(call.type(), rows, saved, function));
  }

  private static RowsAccumulator rows(
      AggregateCall call,
      List<Integer> arguments,
      AggregateInput.Key key,
      List<SortKey> order,
      AggregateLayoutBuilder layout) {
    Columns columns = Columns.of(arguments, order);
    // With DISTINCT the row that goes is not the one that came, but one with equal arguments.
    int identity = call.distinct() ? arguments.size() : columns.kept().size();
    boolean updating = layout.updating();
    return layout.rows(
        "rows",
        key,
        layout.inOrder(
            columns.kept(), columns.order(), updating ? RowTree.ascending(identity) : List.of()),
        (at, index) -> new OrderedRows(at, layout.arrivals(), index, updating));
  }

  /**
   * The columns to keep of a row: arguments, then those to sort by.
   *
   * @param order by places among {@code kept}
   */
  private record Columns(List<Integer> kept, List<SortKey> order) {
    static Columns of(List<Integer> arguments, List<SortKey> order) {
      List<Integer> kept = new ArrayList<>(arguments);
      List<SortKey> places = new ArrayList<>();
      for (SortKey key : order) {
        if (!kept.contains(key.column())) {
          kept.add(key.column());
        }
        places.add(new SortKey(kept.indexOf(key.column()), key.descending(), key.nullsFirst()));
      }
      return new Columns(kept, places);
    }
  }
}
