package io.rheo.sql.parse;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** Which forms of SQL the grammar takes: Calcite's most liberal set, and {@code ROW(a, b)}. */
final class ParserConformance extends SqlDelegatingConformance {
  static final ParserConformance INSTANCE = new ParserConformance();

  private ParserConformance() {
    super(SqlConformanceEnum.BABEL);
  }

  @Override
  public boolean allowExplicitRowValueConstructor() {
    return true;
  }
}
