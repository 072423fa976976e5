package io.rheo.sql.validate;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** Which liberties the dialect takes: Calcite's most liberal set, without the two that mislead. */
final class RheoConformance extends SqlDelegatingConformance {
  static final RheoConformance INSTANCE = new RheoConformance();

  private RheoConformance() {
    super(SqlConformanceEnum.BABEL);
  }

  /** Otherwise a misspelt column is reported as one that depends on itself. */
  @Override
  public SelectAliasLookup isSelectAlias() {
    return SelectAliasLookup.UNSUPPORTED;
  }

  /** Otherwise a column that was forgotten in GROUP BY silently becomes any value of the group. */
  @Override
  public boolean isNonStrictGroupBy() {
    return false;
  }
}
