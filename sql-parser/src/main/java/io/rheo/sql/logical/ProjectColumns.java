package io.rheo.sql.logical;

import java.util.List;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Rewrites what a projection computes, where its type may be another one afterwards. */
final class ProjectColumns {
  private ProjectColumns() {}

  /** The projection of other columns with the same names; the same object if nothing changes. */
  static Project with(Project project, List<? extends RexNode> columns) {
    RelDataType rowType =
        RexUtil.createStructType(
            project.getCluster().getTypeFactory(),
            columns,
            project.getRowType().getFieldNames(),
            null);
    return rowType.equals(project.getRowType()) && columns.equals(project.getProjects())
        ? project
        : project.copy(project.getTraitSet(), project.getInput(), List.copyOf(columns), rowType);
  }
}
