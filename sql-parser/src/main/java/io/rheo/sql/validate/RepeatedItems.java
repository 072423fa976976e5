package io.rheo.sql.validate;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Litmus;

/**
 * Names in ORDER BY that several items of the SELECT list have which are all the same, as in {@code
 * SELECT *, x FROM t ORDER BY x}. Calcite calls them ambiguous.
 */
final class RepeatedItems {
  private final SqlSelect select;
  private final SqlNameMatcher names;

  /**
   * @param select a query whose SELECT list is expanded and qualified
   */
  RepeatedItems(SqlSelect select, SqlNameMatcher names) {
    this.select = select;
    this.names = names;
  }

  /** The ORDER BY with such names replaced by what they stand for. */
  SqlNodeList settled() {
    SqlNodeList order = Objects.requireNonNull(select.getOrderList());
    return new SqlNodeList(order.stream().map(this::settled).toList(), order.getParserPosition());
  }

  private SqlNode settled(SqlNode item) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
        SqlCall call = (SqlCall) item;
        yield call.getOperator().createCall(call.getParserPosition(), settled(call.operand(0)));
      }
      case IDENTIFIER -> named((SqlIdentifier) item);
      default -> item;
    };
  }

  private SqlNode named(SqlIdentifier name) {
    if (!name.isSimple()) {
      return name;
    }
    List<SqlNode> named =
        select.getSelectList().stream()
            .filter(item -> hasName(item, name.getSimple()))
            .map(SqlUtil::stripAs)
            .toList();
    boolean same =
        named.size() > 1
            && named.stream().allMatch(item -> item.equalsDeep(named.get(0), Litmus.IGNORE));
    return same ? named.get(0).clone(name.getParserPosition()) : name;
  }

  private boolean hasName(SqlNode item, String name) {
    String alias = SqlValidatorUtil.alias(item);
    return alias != null && names.matches(alias, name);
  }
}
