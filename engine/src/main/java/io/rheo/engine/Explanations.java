package io.rheo.engine;

import io.rheo.engine.exec.DataflowBuilder.SinkPlan;
import io.rheo.engine.plan.ExplainText;
import io.rheo.sql.Statement;
import io.rheo.sql.logical.LogicalQuery;
import io.rheo.sql.parse.ParsedStatement.ExplainLevel;
import java.util.List;
import java.util.stream.Collectors;

/** What EXPLAIN answers. */
record Explanations(Queries queries, Inserts inserts) {
  StatementResult of(Statement.Explain explain) {
    boolean isLogical = explain.level() == ExplainLevel.LOGICAL;
    return StaticCursor.lines(
        StatementColumns.PLAN,
        isLogical ? logical(explain.statement()) : physical(explain.statement()));
  }

  private static String logical(Statement statement) {
    if (statement instanceof Statement.StatementSet set) {
      return set.inserts().stream()
          .map(insert -> insert.query().explain())
          .collect(Collectors.joining("\n\n"));
    } else if (statement instanceof Statement.Insert insert) {
      return insert.query().explain();
    } else if (statement instanceof Statement.CreateTableAs create) {
      return create.query().explain();
    } else if (statement instanceof Statement.CreateMaterializedView create) {
      return create.query().explain();
    } else {
      return ((Statement.Query) statement).query().explain();
    }
  }

  private String physical(Statement statement) {
    if (statement instanceof Statement.StatementSet set) {
      return Inserts.explain(set.inserts().stream().map(this::plan).toList());
    } else if (statement instanceof Statement.Insert insert) {
      return Inserts.explain(List.of(plan(insert)));
    } else if (statement instanceof Statement.CreateTableAs create) {
      return Inserts.explain(
          List.of(
              plan(new Statement.Insert(create.text(), create.create().table(), create.query()))));
    } else if (statement instanceof Statement.CreateMaterializedView create) {
      return ExplainText.of(queries.viewPlan(create.query()));
    } else {
      LogicalQuery query = ((Statement.Query) statement).query();
      return ExplainText.of(queries.planReading(query, queries.placeholders(query)));
    }
  }

  private SinkPlan plan(Statement.Insert insert) {
    return inserts.plan(insert, queries.placeholders(insert.query()));
  }
}
