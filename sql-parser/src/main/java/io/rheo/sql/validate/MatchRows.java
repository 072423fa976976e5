package io.rheo.sql.validate;

import io.rheo.sql.parse.RheoForms;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;

/** What {@code ALL ROWS PER MATCH} shows besides the rows of matches that have some. */
public enum MatchRows {
  /** The query does not say. */
  UNSPECIFIED,
  /** The row before which a match without rows is. */
  SHOW_EMPTY_MATCHES,
  /** Nothing. */
  OMIT_EMPTY_MATCHES,
  /** As {@link #SHOW_EMPTY_MATCHES}, and the rows that are in no match. */
  WITH_UNMATCHED_ROWS;

  /** What is said around a pattern. */
  public static MatchRows of(RexNode pattern) {
    if (pattern instanceof RexCall call) {
      SqlOperator operator = call.getOperator();
      if (operator.equals(RheoForms.SHOW_EMPTY_MATCHES)) {
        return SHOW_EMPTY_MATCHES;
      } else if (operator.equals(RheoForms.OMIT_EMPTY_MATCHES)) {
        return OMIT_EMPTY_MATCHES;
      } else if (operator.equals(RheoForms.WITH_UNMATCHED_ROWS)) {
        return WITH_UNMATCHED_ROWS;
      }
    }
    return UNSPECIFIED;
  }

  /** The pattern itself. */
  public static RexNode pattern(RexNode pattern) {
    return of(pattern) == UNSPECIFIED ? pattern : ((RexCall) pattern).getOperands().get(0);
  }
}
