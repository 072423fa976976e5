package io.rheo.engine.planner;

import io.rheo.engine.expr.Determinism;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RowFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two derivations of one table, of which the second has every row of the table that the first has,
 * and says what its columns are in the first.
 */
final class SameRows {
  private final Derivation part;
  private final Derivation whole;
  private final int[] places; // of the whole's scan, in that of the part; -1 if not read there

  private SameRows(Derivation part, Derivation whole, int[] places) {
    this.part = part;
    this.whole = whole;
    this.places = places;
  }

  /** Empty if it is not known that the whole has every row of the part. */
  static Optional<SameRows> of(Derivation part, Derivation whole) {
    if (!(part.base() instanceof PhysicalNode.Scan scan)
        || !(whole.base() instanceof PhysicalNode.Scan other)
        || !scan.table().equals(other.table())
        || scan.traits().updating()
        || !passes(scan.filter(), other.filter())) {
      return Optional.empty();
    }
    SameRows rows = new SameRows(part, whole, places(other, scan));
    return rows.everyRowIsThere() ? Optional.of(rows) : Optional.empty();
  }

  private static boolean passes(Optional<RowFilter> filter, Optional<RowFilter> other) {
    return other.isEmpty()
        || (filter.isPresent()
            && filter.get().column() == other.get().column()
            && other.get().values().containsAll(filter.get().values()));
  }

  private static int[] places(PhysicalNode.Scan from, PhysicalNode.Scan to) {
    List<Object> columns = columns(to);
    return columns(from).stream().mapToInt(columns::indexOf).toArray();
  }

  /** What each column of a scan is of the table. */
  private static List<Object> columns(PhysicalNode.Scan scan) {
    List<Object> columns = new ArrayList<>(scan.physical());
    columns.addAll(scan.metadata());
    columns.addAll(scan.members());
    return columns;
  }

  /** No condition and no computation takes a row out of the whole that the part has. */
  private boolean everyRowIsThere() {
    return whole.conditions().stream()
            .allMatch(
                expr -> moved(expr).filter(own -> part.conditions().contains(own)).isPresent())
        && whole.computed().stream().allMatch(this::isThere);
  }

  /** Whether an expression gives a value for each row of the part. */
  private boolean isThere(Expr expr) {
    return expr instanceof Expr.InputRef
        || expr instanceof Expr.Literal
        || moved(expr).filter(own -> part.computed().contains(own)).isPresent();
  }

  /** A column of the whole, over the part's base. */
  Optional<Expr> column(int column) {
    return moved(whole.columns().get(column));
  }

  /** An expression over the whole's base, over the part's; empty if that has not what it reads. */
  private Optional<Expr> moved(Expr expr) {
    List<Expr.InputRef> missing = new ArrayList<>();
    Expr moved =
        ExprMapping.replace(
            expr,
            ref -> {
              if (places[ref.column()] < 0) {
                missing.add(ref);
                return ref;
              }
              return new Expr.InputRef(places[ref.column()], ref.type());
            });
    return missing.isEmpty() && !Determinism.isRandom(expr) ? Optional.of(moved) : Optional.empty();
  }
}
