package io.rheo.sql.logical;

import io.rheo.sql.validate.RheoFunctions;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Columns of text where Calcite has columns of any type: what JSON_ARRAYAGG and JSON_OBJECTAGG
 * gather. It marks those that are JSON already; that tells their function, or {@code JSON}.
 */
final class JsonMarks extends RelHomogeneousShuttle {
  private JsonMarks() {}

  static RelNode without(RelNode plan) {
    return plan.accept(new JsonMarks());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode rel = super.visit(other);
    return rel instanceof Project project ? unmarked(project) : rel;
  }

  private static RelNode unmarked(Project project) {
    List<RexNode> columns =
        project.getProjects().stream().map(column -> unmarked(column, project)).toList();
    return ProjectColumns.with(project, columns);
  }

  private static RexNode unmarked(RexNode column, Project project) {
    if (column.getKind() == SqlKind.JSON_TYPE) {
      return unmarked(((RexCall) column).getOperands().get(0), project);
    }
    return column.getKind() == SqlKind.JSON_VALUE_EXPRESSION
        ? project
            .getCluster()
            .getRexBuilder()
            .makeCall(RheoFunctions.JSON, ((RexCall) column).getOperands().get(0))
        : column;
  }
}
