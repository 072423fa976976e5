package io.rheo.sql.validate;

import io.rheo.sql.catalog.FunctionKind;
import io.rheo.sql.catalog.Functions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.util.Util;

/** Tells aggregate calls in a tree that is not validated yet, where functions are but names. */
final class AggregateSearch extends SqlBasicVisitor<Void> {
  private final Functions functions;

  AggregateSearch(Functions functions) {
    this.functions = functions;
  }

  /** Whether an expression has a call of an aggregate that belongs to its own query. */
  boolean isIn(SqlNode expression) {
    try {
      expression.accept(this);
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  @Override
  public Void visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return null; // its aggregates are its own
    }
    if (call.getKind() == SqlKind.OVER) {
      // The function is not an aggregate of the query; its arguments may hold one.
      SqlNode function = call.operand(0);
      if (function instanceof SqlCall inner) {
        inner.getOperandList().stream().filter(o -> o != null).forEach(o -> o.accept(this));
      }
      return null;
    }
    if (isOne(call)) {
      throw new Util.FoundOne(call);
    }
    return super.visit(call);
  }

  /** Whether a call is one of an aggregate. */
  boolean isOne(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (operator.isAggregator()) {
      return true;
    }
    String name = operator.getName();
    if (functions.find(name).filter(f -> f.code().kind() == FunctionKind.AGGREGATE).isPresent()) {
      return true;
    }
    if (!operator.getSyntax().equals(SqlSyntax.FUNCTION) || name.isEmpty()) {
      return false;
    }
    List<SqlOperator> found = new ArrayList<>();
    RheoOperators.instance()
        .lookupOperatorOverloads(
            new SqlIdentifier(OtherNames.alike(name), call.getParserPosition()),
            null,
            SqlSyntax.FUNCTION,
            found,
            SqlNameMatchers.withCaseSensitive(false));
    return found.stream().anyMatch(SqlOperator::isAggregator);
  }
}
