package io.rheo.engine.planner;

import io.rheo.engine.expr.SortKey;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import io.rheo.sql.error.SqlError;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Refuses to sort by ARRAY, MAP and ROW: nested values have no order. */
final class SortKeyTypes {
  private SortKeyTypes() {}

  /**
   * Checks the types of the keys.
   *
   * @param what what would be sorted, with its verb, such as {@code rows cannot be}
   * @param error the error of a text, at the place of the keys
   */
  static void check(
      List<SortKey> keys,
      IntFunction<DataType> types,
      String what,
      Function<String, SqlError> error) {
    for (SortKey key : keys) {
      DataType type = types.apply(key.column());
      if (type.storage() == Storage.OBJECT) {
        throw error
            .apply(what + " sorted by values of type " + type.withNullable(true))
            .why("nested values have no order")
            .fix("order by a part of the value");
      }
    }
  }
}
