package io.rheo.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * {@code (SELECT SUM(t.x))} in a query over {@code t} is {@code SUM(t.x)}: an aggregate belongs to
 * the query whose columns it is of, and a query without FROM has none.
 */
final class OuterAggregates extends SqlShuttle {
  private final AggregateSearch aggregates;
  private boolean found;

  OuterAggregates(AggregateSearch aggregates) {
    this.aggregates = aggregates;
  }

  /** The query with such aggregates in place; the same object if it has none. */
  SqlSelect rewrite(SqlSelect select) {
    SqlSelect result = SelectForms.copy(select);
    found = false;
    result.setSelectList(items(select.getSelectList()));
    result.setHaving(in(select.getHaving()));
    result.setWhere(in(select.getWhere())); // where aggregates are refused, wherever they belong
    return found ? result : select;
  }

  private SqlNodeList items(SqlNodeList items) {
    SqlNodeList result = new SqlNodeList(items.getParserPosition());
    items.forEach(item -> result.add(in(item)));
    return result;
  }

  private SqlNode in(SqlNode clause) {
    if (clause instanceof SqlSelect select) {
      return value(select);
    }
    return clause == null ? null : clause.accept(this);
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return call;
    }
    return switch (call.getKind()) {
      case EXISTS, UNIQUE, IN, NOT_IN, SOME, ALL, CURSOR -> call; // of rows, not of a value
      case ARRAY_QUERY_CONSTRUCTOR, MAP_QUERY_CONSTRUCTOR, MULTISET_QUERY_CONSTRUCTOR -> call;
      default -> operands(call);
    };
  }

  private SqlNode operands(SqlCall call) {
    List<SqlNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      operands.add(in(operand));
    }
    return operands.equals(call.getOperandList())
        ? call
        : call.getOperator()
            .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
  }

  private SqlNode value(SqlSelect select) {
    if (!SelectForms.isOneValue(select)) {
      return select;
    }
    SqlNode value = in(SelectForms.withoutName(select.getSelectList().get(0)));
    boolean outer = aggregates.isIn(value) && areOfColumns(value);
    found |= outer;
    return outer ? value : select;
  }

  /** Whether all aggregates name a column. */
  private boolean areOfColumns(SqlNode value) {
    boolean[] all = {true};
    value.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.OVER) {
              all[0] = false; // who knows what it names
              return null;
            }
            if (aggregates.isOne(call)) {
              all[0] &= namesColumn(call);
              return null;
            }
            return super.visit(call);
          }
        });
    return all[0];
  }

  private static boolean namesColumn(SqlCall aggregate) {
    boolean[] found = {false};
    aggregate.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier name) {
            found[0] |= !name.isStar();
            return null;
          }
        });
    return found[0];
  }
}
