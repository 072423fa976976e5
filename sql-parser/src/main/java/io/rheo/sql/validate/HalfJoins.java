package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import io.rheo.sql.validate.RheoValidator.Visible;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * The names in the conditions of SEMI and ANTI joins, which became those of sub-queries: a name of
 * a column that both sides have would be of the right side there, and nobody would be told.
 */
final class HalfJoins {
  /** EXISTS, of the partners of a row in such a join. */
  static final SqlPrefixOperator PARTNERS =
      new SqlPrefixOperator(
          "EXISTS", SqlKind.EXISTS, 40, ReturnTypes.BOOLEAN, null, OperandTypes.ANY) {
        @Override
        public boolean argumentMustBeScalar(int ordinal) {
          return false;
        }
      };

  private HalfJoins() {}

  /** The queries for partners in a tree. */
  static Set<SqlSelect> in(SqlNode tree) {
    Set<SqlSelect> found = Collections.newSetFromMap(new IdentityHashMap<>());
    tree.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call.getOperator().equals(PARTNERS)) {
              found.add(call.operand(0));
            }
            return super.visit(call);
          }
        });
    return found;
  }

  /**
   * @throws Refusal if a name in a condition is of no column, or of one of each side
   */
  static void check(SqlNode condition, List<Visible> left, List<Visible> right) {
    List<Visible> both = Stream.concat(left.stream(), right.stream()).toList();
    condition.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            boolean inside = call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.LAMBDA;
            return inside ? null : super.visit(call); // where names are others
          }

          @Override
          public Void visit(SqlIdentifier name) {
            if (name.isSimple() && !name.isStar()) {
              checkColumn(name, both);
            } else if (name.names.size() == 2) {
              checkQualified(name, both);
            }
            return null;
          }
        });
  }

  private static void checkColumn(SqlIdentifier name, List<Visible> visible) {
    List<String> choices = new ArrayList<>();
    for (Visible table : visible) {
      if (has(table, name.getSimple())) {
        choices.add(table.name() + "." + name.getSimple());
      }
    }
    if (choices.size() > 1) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.COLUMN_AMBIGUOUS,
                  "column '" + name.getSimple() + "' is in more than one table")
              .fix("say which one: " + String.join(" or ", choices)),
          name.getParserPosition());
    } else if (choices.isEmpty()) {
      throw notFound(name, name.getSimple(), "", visible);
    }
  }

  private static void checkQualified(SqlIdentifier name, List<Visible> visible) {
    String table = name.names.get(0);
    String column = name.names.get(1);
    List<Visible> named =
        visible.stream().filter(v -> v.name().equalsIgnoreCase(table)).limit(1).toList();
    if (!named.isEmpty() && !has(named.get(0), column)) {
      throw notFound(name, column, " in '" + table + "'", named);
    }
  }

  private static boolean has(Visible table, String column) {
    return table.columns().stream().anyMatch(column::equalsIgnoreCase);
  }

  private static Refusal notFound(
      SqlIdentifier name, String column, String where, List<Visible> visible) {
    List<String> columns = visible.stream().flatMap(v -> v.columns().stream()).distinct().toList();
    return new Refusal(
        SqlError.of(ErrorCode.COLUMN_NOT_FOUND, "column '" + column + "' not found" + where)
            .fix(Suggestions.didYouMean(column, "columns", columns)),
        name.getComponentParserPosition(name.names.size() - 1));
  }
}
