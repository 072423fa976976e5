package io.rheo.engine.planner;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.PlanPositions;
import io.rheo.sql.validate.PlanPositions.Clause;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Snapshot;

/** What later versions will run. */
final class UnsupportedNodes {
  private UnsupportedNodes() {}

  static SqlError error(RelNode rel, PlanPositions positions) {
    if (rel instanceof Correlate) {
      return notYet(
          positions,
          positions.of(Clause.SUB_QUERY).isPresent() ? Clause.SUB_QUERY : Clause.FROM,
          "this sub-query, which reads columns of the query around it, is not supported",
          "write it as a join with a sub-query that is grouped by these columns");
    } else if (rel instanceof Snapshot) {
      return notYet(
          positions,
          Clause.JOIN,
          "FOR SYSTEM_TIME AS OF is supported only after JOIN, with a time attribute of the table"
              + " before it",
          "write FROM t JOIN v FOR SYSTEM_TIME AS OF t.ts ON t.k = v.k");
    } else if (rel instanceof RepeatUnion) {
      return notYet(
          positions,
          Clause.QUERY,
          "WITH RECURSIVE is not supported",
          "join the table to itself once for each level; GENERATE_SERIES(1, n) makes numbers");
    } else {
      return notYet(
          positions,
          Clause.QUERY,
          "this form of query is not supported (" + rel.getRelTypeName() + ")",
          "write it with SELECT, WHERE, GROUP BY, UNION ALL, ORDER BY and windows");
    }
  }

  static SqlError notYet(PlanPositions positions, Clause clause, String what, String fix) {
    return positions
        .error(clause, ErrorCode.NOT_YET, what)
        .why("this version does not run it yet")
        .fix(fix);
  }
}
