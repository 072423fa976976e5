package io.rheo.engine.exec.output;

import io.rheo.engine.column.Batch;
import io.rheo.engine.exec.graph.StepNode;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.changelog.Consolidation;
import io.rheo.engine.operator.rank.FirstRowsOperator;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What leaves a query that retracts rows: the net changes of each step. Rows that came and went
 * within a step, and updates of columns that the query does not show, leave no trace.
 */
public final class NetChanges implements StepNode, Output {
  private final Consolidation consolidation;
  private final Output reader;
  private final List<Batch> pending = new ArrayList<>();
  private boolean retracting; // whether a row of the step has another weight than 1

  /** Before a reader of the rows. */
  public NetChanges(RowType rowType, Output reader) {
    consolidation = new Consolidation(rowType);
    this.reader = reader;
  }

  /** Whether the rows of this node are not net by themselves. */
  public static boolean areNeeded(PhysicalNode node) {
    return node.traits().updating() && !isNet(node);
  }

  private static boolean isNet(PhysicalNode node) {
    if (node instanceof PhysicalNode.Calc calc) {
      return keepsAllColumns(calc) && isNet(calc.input());
    }
    if (node instanceof OrderedNode.Rank rank) {
      return FirstRowsOperator.fits(rank) && rank.traits().timeColumns().isEmpty();
    }
    return node instanceof PhysicalNode.GroupAggregate
        || node instanceof PhysicalNode.UpsertMaterialize;
  }

  /** Whether rows that differ still do after the calculation. */
  private static boolean keepsAllColumns(PhysicalNode.Calc calc) {
    BitSet kept = new BitSet();
    for (Expr projection : calc.projections()) {
      if (projection instanceof Expr.InputRef ref) {
        kept.set(ref.column());
      }
    }
    return kept.cardinality() == calc.input().rowType().size();
  }

  @Override
  public void batch(Batch batch) {
    if (batch.rowCount() > 0) {
      pending.add(batch);
      retracting |= batch.weights() != null;
    }
  }

  @Override
  public void watermark(long watermark) {
    reader.watermark(watermark);
  }

  @Override
  public void endStep() {
    if (!retracting || (pending.size() == 1 && pending.get(0).rowCount() == 1)) {
      pending.forEach(reader::batch);
    } else {
      pending.forEach(consolidation::add);
      consolidation.drain().forEach(reader::batch);
    }
    pending.clear();
    retracting = false;
  }
}
