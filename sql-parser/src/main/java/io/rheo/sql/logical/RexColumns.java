package io.rheo.sql.logical;

import java.util.function.IntFunction;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Expressions over other columns. */
final class RexColumns {
  private RexColumns() {}

  /**
   * @param column what stands for a column
   */
  static RexNode replace(RexNode node, IntFunction<RexNode> column) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return column.apply(ref.getIndex());
          }
        });
  }
}
