package io.rheo.sql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code ROLLUP(a, a)}, which is {@code GROUPING SETS ((a, a), (a), ())}, and CUBE likewise: of a
 * set that comes twice there are the groups twice, and Calcite has each set of these two once.
 */
final class RepeatedKeys {
  private static final int MOST = 12; // keys of a CUBE, of which 2 to that power are sets

  private RepeatedKeys() {}

  static boolean isIn(SqlNodeList group) {
    return group != null && group.stream().anyMatch(RepeatedKeys::isRepeating);
  }

  /** GROUP BY without such items. */
  static SqlNodeList rewrite(SqlNodeList group) {
    return new SqlNodeList(
        group.stream().map(item -> isRepeating(item) ? sets((SqlCall) item) : item).toList(),
        group.getParserPosition());
  }

  private static boolean isRepeating(SqlNode item) {
    if (item.getKind() != SqlKind.ROLLUP && item.getKind() != SqlKind.CUBE) {
      return false;
    }
    Set<String> seen = new HashSet<>();
    List<SqlNode> keys = ((SqlCall) item).getOperandList();
    return keys.size() <= MOST
        && keys.stream().flatMap(RepeatedKeys::members).anyMatch(key -> !seen.add(name(key)));
  }

  private static Stream<SqlNode> members(SqlNode key) {
    return key.getKind() == SqlKind.ROW
        ? ((SqlCall) key).getOperandList().stream()
        : Stream.of(key);
  }

  /** Equal for equal keys. That it may be for others as well does no harm. */
  private static String name(SqlNode key) {
    String text =
        key instanceof SqlIdentifier id ? id.names.get(id.names.size() - 1) : key.toString();
    return text.toLowerCase(Locale.ROOT);
  }

  private static SqlNode sets(SqlCall item) {
    SqlParserPos position = item.getParserPosition();
    List<SqlNode> keys = item.getOperandList();
    List<SqlNode> sets = new ArrayList<>();
    if (item.getKind() == SqlKind.ROLLUP) {
      for (int size = keys.size(); size >= 0; size--) {
        sets.add(set(keys.subList(0, size), position));
      }
    } else {
      for (int left = (1 << keys.size()) - 1; left >= 0; left--) {
        sets.add(set(chosen(keys, left), position));
      }
    }
    return SqlStdOperatorTable.GROUPING_SETS.createCall(position, sets);
  }

  private static List<SqlNode> chosen(List<SqlNode> keys, int bits) {
    List<SqlNode> chosen = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if ((bits >> (keys.size() - 1 - i) & 1) != 0) {
        chosen.add(keys.get(i));
      }
    }
    return chosen;
  }

  private static SqlNode set(List<SqlNode> keys, SqlParserPos position) {
    return keys.isEmpty()
        ? new SqlNodeList(position)
        : SqlStdOperatorTable.ROW.createCall(
            position, keys.stream().flatMap(RepeatedKeys::members).toList());
  }
}
