package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands between a query and the table that its rows go to. */
public final class SinkPlanner {
  private SinkPlanner() {}

  /**
   * The plan of a query as one for a table. A row with a NULL in a column that is NOT NULL is an
   * error of the row; of several rows with the same key the table gets one.
   *
   * @param upsertKey the columns by which rows replace each other in the table; empty: they do not
   */
  public static PhysicalPlan plan(PhysicalPlan query, TableSpec target, List<Integer> upsertKey) {
    PhysicalNode root = withoutNulls(query.root(), target);
    return query.withRoot(needsChoice(root, upsertKey) ? oneOfEach(root, upsertKey) : root);
  }

  /** Without retractions the last row of a key is the one to have, and nothing must be kept. */
  private static boolean needsChoice(PhysicalNode root, List<Integer> upsertKey) {
    return !upsertKey.isEmpty()
        && root.traits().updating()
        && !UniqueKeys.areUnique(root, Set.copyOf(upsertKey));
  }

  private static PhysicalNode oneOfEach(PhysicalNode root, List<Integer> upsertKey) {
    return new PhysicalNode.UpsertMaterialize(root, upsertKey, root.rowType(), root.traits());
  }

  private static PhysicalNode withoutNulls(PhysicalNode root, TableSpec target) {
    List<Expr> projections = new ArrayList<>();
    boolean isChecked = false;
    for (int column = 0; column < root.rowType().size(); column++) {
      Expr value = CalcBuilder.ref(root, column);
      boolean mustCheck = value.type().nullable() && !target.columns().type(column).nullable();
      projections.add(mustCheck ? notNull(value, target, column) : value);
      isChecked |= mustCheck;
    }
    return isChecked
        ? CalcBuilder.calc(root, Optional.empty(), projections, root.rowType().names())
        : root;
  }

  private static Expr notNull(Expr value, TableSpec target, int column) {
    String reason =
        "NULL cannot be stored in column '"
            + target.columns().name(column)
            + "' of table '"
            + target.name()
            + "', which is NOT NULL";
    DataType text = DataType.of(TypeName.VARCHAR).notNull();
    return new Expr.Call(
        "NOT NULL", List.of(value, new Expr.Literal(reason, text)), value.type().notNull());
  }
}
