package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.DelegatingScope;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * Refuses aggregates over columns of a query around their own alone: SQL says that they belong to
 * that one, and Calcite computes them here, once for each of its rows.
 */
final class AggregateLevel extends SqlBasicVisitor<Void> {
  private final SqlValidatorScope scope;
  private final SqlNameMatcher matcher;
  private final List<SqlIdentifier> outer = new ArrayList<>();
  private boolean inner;

  private AggregateLevel(SqlValidatorScope scope, SqlNameMatcher matcher) {
    this.scope = scope;
    this.matcher = matcher;
  }

  /**
   * @param scope where the arguments are looked up
   */
  static void check(SqlCall aggregate, SqlValidatorScope scope, SqlNameMatcher matcher) {
    AggregateLevel level = new AggregateLevel(scope, matcher);
    aggregate.getOperandList().forEach(operand -> operand.accept(level));
    if (!level.inner && !level.outer.isEmpty()) {
      String column = level.outer.get(0).toString();
      throw new Refusal(
          SqlError.of(
                  ErrorCode.MISPLACED_AGGREGATE,
                  aggregate.getOperator().getName()
                      + " is over '"
                      + column
                      + "', a column of the query around this one")
              .why("such an aggregate belongs to the query around, whatever this one reads")
              .fix("compute it there, or in a query of its own in FROM, and name its result here"),
          aggregate.getParserPosition());
    }
  }

  @Override
  public Void visit(SqlIdentifier name) {
    if (name.isStar() || isOwn(scope.fullyQualify(name).identifier)) {
      inner = true;
    } else {
      outer.add(name);
    }
    return null;
  }

  @Override
  public Void visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      inner = true; // its names are its own
      return null;
    }
    return super.visit(call);
  }

  private boolean isOwn(SqlIdentifier name) {
    SqlValidatorScope.ResolvedImpl found = new SqlValidatorScope.ResolvedImpl();
    scope.resolve(List.of(name.names.get(0)), matcher, false, found);
    return found.count() != 1 || found.only().scope == own();
  }

  private SqlValidatorScope own() {
    SqlValidatorScope current = scope;
    while (!(current instanceof ListScope) && current instanceof DelegatingScope delegating) {
      current = delegating.getParent();
    }
    return current;
  }
}
