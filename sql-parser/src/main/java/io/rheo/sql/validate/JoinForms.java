package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Joins that are written out:
 *
 * <ul>
 *   <li>{@code a SEMI JOIN b ON c} is {@code a}, where {@code EXISTS (SELECT 1 FROM b WHERE c)},
 *       and ANTI is NOT EXISTS;
 *   <li>{@code (SELECT v)} in ON is {@code v};
 *   <li>{@code SELECT * EXCLUDE (x) FROM a JOIN b USING (k)} is of the columns of {@code SELECT *}:
 *       Calcite would count those of USING twice.
 * </ul>
 */
final class JoinForms {
  private static final int CONDITION = 5; // the operand of a SqlJoin

  private final List<SqlNode> conditions = new ArrayList<>();

  private JoinForms() {}

  /** The query without such joins; the same object if it has none. */
  static SqlSelect rewrite(SqlSelect select) {
    if (!(select.getFrom() instanceof SqlJoin join)) {
      return select;
    }
    JoinForms forms = new JoinForms();
    SqlNode from = forms.without(join);
    if (!forms.conditions.isEmpty()) {
      SqlSelect result = SelectForms.copy(select);
      result.setFrom(from);
      forms.conditions.forEach(condition -> result.setWhere(and(result.getWhere(), condition)));
      return result;
    }
    return excludes(select) && hasUsing(join) ? ofAllColumns(select) : select;
  }

  /** FROM without the joins that keep one side only; what they ask for is in the conditions. */
  private SqlNode without(SqlNode node) {
    if (!(node instanceof SqlJoin join)) {
      return node;
    }
    SqlNode left = without(join.getLeft());
    if (isHalf(join.getJoinType())) {
      conditions.add(condition(join));
      return left;
    }
    boolean keepsLeft = !join.getJoinType().generatesNullsOnLeft();
    if (!conditions.isEmpty() && !keepsLeft) {
      throw refuse(join, "before a " + join.getJoinType() + " JOIN");
    }
    if (isHalfIn(join.getRight())) {
      throw refuse(join.getRight(), "at the right of another join");
    }
    if (left == join.getLeft()) {
      return join;
    }
    SqlJoin result = (SqlJoin) join.clone(join.getParserPosition());
    result.setLeft(left);
    return result;
  }

  private static Refusal refuse(SqlNode node, String place) {
    return new Refusal(
        SqlError.of(ErrorCode.NOT_SUPPORTED, "SEMI and ANTI joins " + place + " are not supported")
            .fix("put the SEMI or ANTI join into a sub-query: (SELECT * FROM a SEMI JOIN b …)"),
        node.getParserPosition());
  }

  private static boolean isHalf(JoinType type) {
    return type == JoinType.LEFT_SEMI_JOIN || type == JoinType.LEFT_ANTI_JOIN;
  }

  private static boolean isHalfIn(SqlNode node) {
    return node instanceof SqlJoin join
        && (isHalf(join.getJoinType()) || isHalfIn(join.getLeft()) || isHalfIn(join.getRight()));
  }

  private static SqlNode condition(SqlJoin join) {
    SqlParserPos position = join.getParserPosition();
    boolean semi = join.getJoinType() == JoinType.LEFT_SEMI_JOIN;
    if (join.isNatural() || join.getConditionType() == JoinConditionType.NONE) {
      throw new Refusal(
          SqlError.of(ErrorCode.INVALID_QUERY, (semi ? "SEMI" : "ANTI") + " JOIN needs ON or USING")
              .fix("say which rows belong together: ON a.id = b.id"),
          position);
    }
    if (join.getConditionType() == JoinConditionType.USING) {
      return isIn((SqlNodeList) join.getCondition(), join.getRight(), semi);
    }
    SqlSelect rows = SelectForms.selectAllFrom(join.getRight());
    rows.setWhere(join.getCondition());
    SqlNode exists = HalfJoins.PARTNERS.createCall(position, rows);
    return semi ? exists : SqlStdOperatorTable.NOT.createCall(position, exists);
  }

  /** {@code (columns) IN (SELECT columns FROM right)}; NULL equals nothing. */
  private static SqlNode isIn(SqlNodeList columns, SqlNode right, boolean semi) {
    SqlParserPos position = columns.getParserPosition();
    SqlSelect rows = SelectForms.selectAllFrom(right);
    rows.setSelectList(columns);
    SqlNode row =
        columns.size() == 1 ? columns.get(0) : SqlStdOperatorTable.ROW.createCall(columns);
    SqlNode in = SqlStdOperatorTable.IN.createCall(position, row, rows);
    return semi ? in : SqlStdOperatorTable.IS_NOT_TRUE.createCall(position, in);
  }

  private static SqlNode and(SqlNode before, SqlNode condition) {
    return before == null
        ? condition
        : SqlStdOperatorTable.AND.createCall(condition.getParserPosition(), before, condition);
  }

  private static boolean excludes(SqlSelect select) {
    return select.getSelectList().stream().anyMatch(SqlStarExclude.class::isInstance);
  }

  /** Whether an item of FROM is joined by columns that {@code *} has once. */
  static boolean hasUsing(SqlNode node) {
    return node instanceof SqlJoin join
        && (join.isNatural()
            || join.getConditionType() == JoinConditionType.USING
            || hasUsing(join.getLeft()));
  }

  private static SqlSelect ofAllColumns(SqlSelect select) {
    SqlSelect all = SelectForms.selectAllFrom(select.getFrom());
    all.setWhere(select.getWhere());
    SqlSelect result = SelectForms.copy(select);
    result.setFrom(SelectForms.selectAll(all).getFrom());
    result.setWhere(null);
    return result;
  }

  /**
   * A join with what its condition selects from nothing in place; the same object if there is none.
   *
   * @throws Refusal if it is a join by position
   */
  static SqlJoin inlined(SqlJoin join) {
    checkNotPositional(join);
    if (join.getConditionType() != JoinConditionType.ON) {
      return join;
    }
    SqlNode condition = join.getCondition().accept(new Inlining());
    if (condition.isA(SqlKind.QUERY)) { // else Calcite would compute it for the left side only
      condition = SqlStdOperatorTable.IS_TRUE.createCall(condition.getParserPosition(), condition);
    }
    if (condition == join.getCondition()) {
      return join;
    }
    SqlJoin result = (SqlJoin) join.clone(join.getParserPosition());
    result.setOperand(CONDITION, condition);
    return result;
  }

  private static void checkNotPositional(SqlJoin join) {
    boolean named =
        join.getLeft().getKind() == SqlKind.AS
            && ((SqlCall) join.getLeft()).operand(1) instanceof SqlIdentifier name
            && name.getSimple().equalsIgnoreCase("POSITIONAL");
    if (named && join.getConditionType() == JoinConditionType.NONE && !join.isNatural()) {
      throw new Refusal(
          SqlError.of(ErrorCode.NOT_SUPPORTED, "POSITIONAL JOIN is not supported")
              .why("rows of tables have no positions: they come in any order")
              .fix("give both sides a ROW_NUMBER() and join on it"),
          ((SqlCall) join.getLeft()).operand(1).getParserPosition());
    }
  }

  /** Replaces {@code (SELECT v)} where it stands for a value. */
  private static final class Inlining extends SqlShuttle {
    @Override
    public SqlNode visit(SqlCall call) {
      if (call instanceof SqlSelect select) {
        return SelectForms.isOneValue(select) && isPlainItem(select)
            ? SelectForms.withoutName(select.getSelectList().get(0))
            : select;
      }
      return switch (call.getKind()) {
        case AND, OR, NOT, EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL -> super.visit(call);
        case GREATER_THAN, GREATER_THAN_OR_EQUAL, IS_TRUE, IS_NOT_TRUE -> super.visit(call);
        default -> call;
      };
    }

    private static boolean isPlainItem(SqlSelect select) {
      return isPlain(SelectForms.withoutName(select.getSelectList().get(0)));
    }

    /** Whether it can have no aggregate: a name, a constant or a comparison of these. */
    private static boolean isPlain(SqlNode value) {
      return (value instanceof SqlIdentifier name && !name.isStar())
          || value instanceof SqlLiteral
          || (value instanceof SqlCall call
              && call.isA(SqlKind.COMPARISON)
              && call.getOperandList().stream().allMatch(Inlining::isPlain));
    }
  }
}
