package io.rheo.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Something in FROM that a hint can name.
 *
 * @param path how to get to it from the outermost join: {@code L} to the left, {@code R} to the
 *     right; empty if nothing is joined
 * @param names what it is called by: its alias before the name of the table
 */
record HintedTable(String path, List<String> names) {
  /** What a FROM clause reads, in its order. */
  static List<HintedTable> of(SqlNode from) {
    List<HintedTable> tables = new ArrayList<>();
    collect(from, "", tables);
    return tables;
  }

  private static void collect(SqlNode from, String path, List<HintedTable> tables) {
    if (from instanceof SqlJoin join) {
      collect(join.getLeft(), path + "L", tables);
      collect(join.getRight(), path + "R", tables);
    } else if (from != null) {
      List<String> names = new ArrayList<>();
      collectNames(from, names);
      tables.add(new HintedTable(path, List.copyOf(names)));
    }
  }

  private static void collectNames(SqlNode from, List<String> names) {
    if (from instanceof SqlIdentifier identifier) {
      names.add(identifier.names.get(identifier.names.size() - 1));
    } else if (from instanceof SqlCall call && !call.getKind().belongsTo(SqlKind.QUERY)) {
      if (call.getKind() == SqlKind.AS) {
        collectNames(call.operand(1), names);
        collectNames(call.operand(0), names);
      } else if (call.getKind() != SqlKind.DESCRIPTOR) {
        call.getOperandList().forEach(operand -> collectNames(operand, names));
      }
    }
  }

  boolean isNamed(String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }
}
