package io.rheo.sql.logical;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.text.SqlText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlIdentifier;

/**
 * The columns of a view.
 *
 * @param names in order
 * @param timeAttributes those of them that are event time attributes
 */
record ViewColumns(List<String> names, Set<String> timeAttributes) {
  /**
   * The columns of a view of a query.
   *
   * @param given new names for the query's columns; empty to keep them
   * @throws io.rheo.sql.error.SqlError if there are too many or too few, or one is there twice
   */
  static ViewColumns of(
      SqlText text, SqlIdentifier view, List<SqlIdentifier> given, LogicalPlanner.Converted query) {
    List<String> names =
        given.isEmpty() ? query.columnNames() : given(text, given, query.columnNames());
    checkUnique(text, view, names);
    Set<String> times = new LinkedHashSet<>();
    TimeAttributes.ofEventTime(query.rel()).forEach(i -> times.add(names.get(i)));
    return new ViewColumns(names, times);
  }

  private static List<String> given(SqlText text, List<SqlIdentifier> given, List<String> ofQuery) {
    if (given.size() != ofQuery.size()) {
      throw Positions.error(
              text,
              given.get(0),
              ErrorCode.COLUMN_COUNT,
              given.size() + " names for " + ofQuery.size() + " columns")
          .fix("name each column of the query: " + String.join(", ", ofQuery));
    }
    return given.stream().map(SqlIdentifier::getSimple).toList();
  }

  private static void checkUnique(SqlText text, SqlIdentifier view, List<String> names) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : names) {
      if (!seen.add(name)) {
        throw Positions.error(
                text,
                view,
                ErrorCode.COLUMN_TWICE,
                "the view would have two columns '" + name + "'")
            .fix("rename one of them with AS");
      }
    }
  }
}
