package io.rheo.sql.validate;

import io.rheo.sql.parse.RheoForms;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidator;

/**
 * The columns of {@code USING}, named without a table, become the column of the side that the join
 * keeps, of a full join COALESCE of both. Calcite knows them in SELECT and GROUP BY alone, where it
 * takes COALESCE for every kind of join, and a time attribute would be lost.
 */
final class UsingColumns extends SqlShuttle {
  private final Map<String, SqlNode> columns = new HashMap<>();

  private final Function<SqlJoin, Collection<String>> natural;

  private UsingColumns(Function<SqlJoin, Collection<String>> natural) {
    this.natural = natural;
  }

  /** Replaces them in all clauses but FROM; changes the given query. */
  static void settle(SqlSelect select) {
    select.setSelectList(select.getSelectList().clone(select.getSelectList().getParserPosition()));
    settle(select, join -> List.of()); // of NATURAL joins nobody knows them yet
  }

  /**
   * As the other method, with the columns of NATURAL joins.
   *
   * @param common the names of the columns that both sides of a join have
   */
  static void settle(SqlSelect select, Function<SqlJoin, Collection<String>> common) {
    UsingColumns using = new UsingColumns(common);
    if (select.getFrom() instanceof SqlJoin join) {
      using.collect(join);
    }
    if (using.columns.isEmpty()) {
      return;
    }
    using.replaceItems(select.getSelectList());
    select.setWhere(using.in(select.getWhere()));
    select.setGroupBy((SqlNodeList) using.in(select.getGroup()));
    select.setHaving(using.in(select.getHaving()));
    select.setQualify(using.in(select.getQualify()));
  }

  /**
   * What USING or NATURAL compares where the left of a join is a RIGHT or FULL JOIN by the same
   * columns: Calcite takes the columns of its first table, which are NULL in rows that only the
   * second one has. Empty if that is right, or if a side has no name.
   *
   * @param names the columns of USING, or those that both sides have
   * @param common as in {@link #settle}
   */
  static Optional<SqlNode> condition(
      SqlJoin join, List<String> names, Function<SqlJoin, Collection<String>> common) {
    if (!(join.getLeft() instanceof SqlJoin left) || !mayLackFirst(left)) {
      return Optional.empty();
    }
    UsingColumns using = new UsingColumns(common);
    using.collect(left);
    SqlNode condition = null;
    for (String name : names) {
      SqlNode key = using.columns.get(key(name));
      Optional<SqlNode> other = column(join.getRight(), name);
      if (key == null || other.isEmpty()) {
        return Optional.empty();
      }
      SqlParserPos position = join.getRight().getParserPosition();
      SqlNode equal =
          SqlStdOperatorTable.EQUALS.createCall(position, at(key, position), other.get());
      condition =
          condition == null
              ? equal
              : SqlStdOperatorTable.AND.createCall(position, condition, equal);
    }
    return Optional.ofNullable(condition);
  }

  private static boolean mayLackFirst(SqlJoin join) {
    return join.getJoinType().generatesNullsOnLeft()
        || (join.getLeft() instanceof SqlJoin left && mayLackFirst(left));
  }

  /**
   * SELECT with the columns of {@code *} instead of it. Calcite finds these right if nothing stands
   * before {@code *}; else it may give other columns.
   */
  static SqlNodeList withoutStars(SqlNodeList items, SqlSelect select, SqlValidator validator) {
    if (items.size() < 2 || !JoinForms.hasUsing(select.getFrom())) {
      return items;
    }
    SqlNodeList result = new SqlNodeList(items.getParserPosition());
    for (SqlNode item : items) {
      SqlNode name = item instanceof SqlStarReplace some ? some.getStarIdentifier() : item;
      if (name instanceof SqlIdentifier star && star.isStar() && star.names.size() == 1) {
        result.addAll(validator.expandStar(SqlNodeList.of(item), select, false));
      } else {
        result.add(item);
      }
    }
    return result;
  }

  /** In place, as validation holds on to the list. */
  private void replaceItems(SqlNodeList items) {
    for (int i = 0; i < items.size(); i++) {
      SqlNode item = items.get(i);
      SqlNode value = item.accept(this);
      boolean named = item instanceof SqlIdentifier && value instanceof SqlCall;
      items.set(i, named ? RheoForms.as(value, ((SqlIdentifier) item).getSimple()) : value);
    }
  }

  private SqlNode in(SqlNode clause) {
    return clause == null ? null : clause.accept(this);
  }

  private void collect(SqlJoin join) {
    if (join.getLeft() instanceof SqlJoin left) {
      collect(left);
    }
    if (join.getConditionType() == JoinConditionType.USING) {
      for (SqlNode name : (SqlNodeList) join.getCondition()) {
        String column = ((SqlIdentifier) name).getSimple();
        add(join, column);
      }
    } else if (join.isNatural()) {
      natural.apply(join).forEach(column -> add(join, column));
    }
  }

  private void add(SqlJoin join, String column) {
    columnOf(join, column).ifPresent(value -> columns.put(key(column), value));
  }

  private Optional<SqlNode> columnOf(SqlJoin join, String column) {
    Optional<SqlNode> left =
        join.getLeft() instanceof SqlJoin
            ? Optional.ofNullable(columns.get(key(column)))
            : column(join.getLeft(), column);
    Optional<SqlNode> right = column(join.getRight(), column);
    JoinType kind = join.getJoinType();
    if (kind == JoinType.FULL) {
      return left.flatMap(l -> right.map(r -> coalesce(l, r)));
    }
    return kind == JoinType.RIGHT ? right : left;
  }

  private static SqlNode coalesce(SqlNode left, SqlNode right) {
    return SqlStdOperatorTable.COALESCE.createCall(left.getParserPosition(), left, right);
  }

  /** The column of a table or sub-query that has a name. */
  private static Optional<SqlNode> column(SqlNode item, String column) {
    SqlNode name = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
    return name instanceof SqlIdentifier table && !table.names.isEmpty()
        ? Optional.of(
            new SqlIdentifier(
                List.of(table.names.get(table.names.size() - 1), column), item.getParserPosition()))
        : Optional.empty();
  }

  private static String key(String column) {
    return column.toLowerCase(Locale.ROOT);
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    SqlNode column = id.isSimple() ? columns.get(key(id.getSimple())) : null;
    return column == null ? id : at(column, id.getParserPosition());
  }

  private static SqlNode at(SqlNode column, SqlParserPos position) {
    if (column instanceof SqlIdentifier id) {
      return new SqlIdentifier(id.names, position);
    }
    SqlCall call = (SqlCall) column;
    return coalesce(at(call.operand(0), position), at(call.operand(1), position));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.LAMBDA) {
      return call; // names are others inside
    } else if (call.getKind() == SqlKind.AS || call.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
      SqlNode operand = call.operand(0);
      SqlNode value = operand.accept(this);
      return call.getOperator().createCall(call.getParserPosition(), value, call.operand(1));
    }
    return super.visit(call);
  }
}
