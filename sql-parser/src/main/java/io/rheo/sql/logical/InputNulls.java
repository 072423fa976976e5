package io.rheo.sql.logical;

import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Tells columns whether what they name can be NULL. Calcite makes a union of a grouping whose sets
 * repeat and takes a sum for one that can be NULL even where all sets have rows: the first rule
 * that finds out would be refused as one that changes types.
 */
final class InputNulls extends RelHomogeneousShuttle {
  private InputNulls() {}

  static RelNode mend(RelNode plan) {
    return plan.accept(new InputNulls());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode rel = super.visit(other);
    return rel instanceof Project project ? mended(project) : rel;
  }

  private static RelNode mended(Project project) {
    List<RelDataType> types =
        project.getInput().getRowType().getFieldList().stream()
            .map(RelDataTypeField::getType)
            .toList();
    List<RexNode> columns =
        RexUtil.fixUp(project.getCluster().getRexBuilder(), project.getProjects(), types);
    return ProjectColumns.with(project, columns);
  }
}
