package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.RheoForms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * {@code a UNION [ALL] BY NAME b} as the union of two queries with the same columns: those of the
 * left side, then the others of the right one; NULL where a side has none of a name.
 */
final class UnionByName extends SqlShuttle {
  private final Function<SqlNode, List<String>> columnsOf;
  private List<SqlNode> with = List.of(); // the items that can be named

  private UnionByName(Function<SqlNode, List<String>> columnsOf) {
    this.columnsOf = columnsOf;
  }

  /**
   * The tree without such unions; the given one is not changed.
   *
   * @param columnsOf the names of a query's columns, which asks the catalog
   */
  static SqlNode settle(SqlNode tree, Function<SqlNode, List<String>> columnsOf) {
    return tree.accept(new UnionByName(columnsOf));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call instanceof SqlWith query) {
      return with(query);
    }
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlCall union) {
      if (union.getOperator().equals(RheoForms.UNION_BY_NAME)) {
        return aligned(union, false);
      } else if (union.getOperator().equals(RheoForms.UNION_ALL_BY_NAME)) {
        return aligned(union, true);
      }
    }
    return visited;
  }

  /** Each item can name those before it, and the query all of them. */
  private SqlNode with(SqlWith query) {
    List<SqlNode> outer = with;
    SqlNodeList items = new SqlNodeList(query.withList.getParserPosition());
    for (SqlNode item : query.withList) {
      items.add(item.accept(this));
      with = new ArrayList<>(with);
      with.add(items.get(items.size() - 1));
    }
    SqlNode body = query.body.accept(this);
    with = outer;
    return new SqlWith(query.getParserPosition(), items, body);
  }

  private SqlNode aligned(SqlCall union, boolean all) {
    List<String> left = columns(union.operand(0));
    List<String> right = columns(union.operand(1));
    List<String> names = new ArrayList<>(left);
    right.stream().filter(name -> !isIn(name, left)).forEach(names::add);
    return (all ? SqlStdOperatorTable.UNION_ALL : SqlStdOperatorTable.UNION)
        .createCall(
            union.getParserPosition(),
            side(union.operand(0), names, left),
            side(union.operand(1), names, right));
  }

  private List<String> columns(SqlNode side) {
    SqlParserPos position = side.getParserPosition();
    List<String> names =
        columnsOf.apply(
            with.isEmpty() ? side : new SqlWith(position, new SqlNodeList(with, position), side));
    for (int i = 0; i < names.size(); i++) {
      if (isIn(names.get(i), names.subList(0, i))) {
        throw new Refusal(
            SqlError.of(
                    ErrorCode.COLUMN_AMBIGUOUS,
                    "a side of UNION BY NAME has several columns '" + names.get(i) + "'")
                .fix("give each its own name with AS"),
            position);
      }
    }
    return names;
  }

  private static boolean isIn(String name, List<String> names) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }

  private static SqlNode side(SqlNode query, List<String> names, List<String> own) {
    if (names.equals(own)) {
      return query;
    }
    SqlParserPos position = query.getParserPosition();
    SqlSelect side = SelectForms.selectAll(query);
    SqlNodeList columns = new SqlNodeList(position);
    for (String name : names) {
      SqlNode column = new SqlIdentifier(name, position);
      columns.add(isIn(name, own) ? column : RheoForms.as(SqlLiteral.createNull(position), name));
    }
    side.setSelectList(columns);
    return side;
  }
}
