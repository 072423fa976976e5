package io.rheo.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;

/**
 * PIVOT and UNPIVOT of tables whose columns are renamed, {@code (…) AS t (k, v) PIVOT …}. Calcite
 * looks for the names that the columns had before; so these become sub-queries, which have the new
 * ones.
 */
final class PivotInput {
  private PivotInput() {}

  /** The input of a PIVOT or UNPIVOT; the same object for any other call. */
  static SqlCall renamed(SqlCall call) {
    boolean pivots = call.getKind() == SqlKind.PIVOT || call.getKind() == SqlKind.UNPIVOT;
    if (!pivots || !(call.operand(0) instanceof SqlCall input) || !renames(input)) {
      return call;
    }
    SqlCall copy = (SqlCall) call.clone(call.getParserPosition());
    SqlNode name = input.operand(1);
    copy.setOperand(
        0,
        SqlStdOperatorTable.AS.createCall(
            input.getParserPosition(), SelectForms.selectAllFrom(input), name));
    return copy;
  }

  private static boolean renames(SqlCall input) {
    return input.getKind() == SqlKind.AS && input.operandCount() > 2;
  }

  /** The same for {@code WITH t (k, v) AS (…)}, if the statement has a PIVOT or UNPIVOT at all. */
  static SqlNode withNames(SqlNode tree) {
    return pivots(tree) ? tree.accept(new WithItems()) : tree;
  }

  private static boolean pivots(SqlNode tree) {
    try {
      tree.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
              if (call.getKind() == SqlKind.PIVOT || call.getKind() == SqlKind.UNPIVOT) {
                throw new Util.FoundOne(call);
              }
              return super.visit(call);
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  private static final class WithItems extends SqlShuttle {
    @Override
    public SqlNode visit(SqlCall call) {
      SqlNode visited = super.visit(call);
      return visited instanceof SqlWithItem item && item.columnList != null
          ? renamed(item)
          : visited;
    }

    private static SqlNode renamed(SqlWithItem item) {
      SqlParserPos position = item.query.getParserPosition();
      List<SqlNode> operands = new ArrayList<>();
      operands.add(item.query);
      operands.add(new SqlIdentifier(item.name.getSimple(), position));
      operands.addAll(item.columnList);
      SqlSelect all =
          SelectForms.selectAllFrom(SqlStdOperatorTable.AS.createCall(position, operands));
      return new SqlWithItem(item.getParserPosition(), item.name, null, all, item.recursive);
    }
  }
}
