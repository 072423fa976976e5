package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Checks the hints of a query, and confines each to its own SELECT: Calcite would hand it on to the
 * sub-queries that have none.
 */
final class Hints extends SqlBasicVisitor<Void> {
  private static final String STATE_TTL = "STATE_TTL";

  /** Hints of Flink's on how to run a join; results do not depend on them. */
  private static final Set<String> FOREIGN =
      Set.of(
          "BROADCAST",
          "SHUFFLE_HASH",
          "SHUFFLE_MERGE",
          "NEST_LOOP",
          "LOOKUP",
          "MULTI_JOIN",
          "EARLY_FIRE",
          "OPTIONS");

  private boolean anyHint;

  /**
   * Checks and confines the hints of a tree.
   *
   * @throws Refusal at a hint that there is not, or that names a table that the SELECT does not
   *     read
   */
  static SqlNode settle(SqlNode tree) {
    Hints hints = new Hints();
    tree.accept(hints);
    if (hints.anyHint) {
      tree.accept(new Confining());
    }
    return tree;
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.hasHints()) {
      for (SqlNode hint : select.getHints()) {
        check((SqlHint) hint, select);
      }
      anyHint = true;
    }
    return super.visit(call);
  }

  private static void check(SqlHint hint, SqlSelect select) {
    String name = hint.getName().toUpperCase(Locale.ROOT);
    if (FOREIGN.contains(name)) {
      return;
    }
    if (!name.equals(STATE_TTL)) {
      throw new Refusal(
          SqlError.of(ErrorCode.NOT_SUPPORTED, "there is no hint '" + hint.getName() + "'")
              .fix(Suggestions.didYouMean(name, "hints", List.of(STATE_TTL))),
          hint.getParserPosition());
    }
    Set<String> tables = new LinkedHashSet<>();
    collect(select.getFrom(), tables);
    for (String table : hint.getOptionKVPairs().keySet()) {
      if (tables.stream().noneMatch(table::equalsIgnoreCase)) {
        throw new Refusal(
            SqlError.of(
                    ErrorCode.TABLE_NOT_FOUND,
                    "the hint names table '" + table + "', which this SELECT does not read")
                .fix(Suggestions.didYouMean(table, "tables", tables)),
            hint.getParserPosition());
      }
    }
  }

  /** The names by which a FROM clause can be spoken of. */
  private static void collect(SqlNode from, Set<String> tables) {
    if (from instanceof SqlIdentifier identifier) {
      tables.add(identifier.names.get(identifier.names.size() - 1));
    } else if (from instanceof SqlCall call && !call.getKind().belongsTo(SqlKind.QUERY)) {
      if (call.getKind() == SqlKind.AS) {
        collect(call.operand(1), tables);
        collect(call.operand(0), tables);
      } else if (call.getKind() != SqlKind.DESCRIPTOR) {
        call.getOperandList().forEach(operand -> collect(operand, tables));
      }
    }
  }

  /** Gives each SELECT without a hint for its state one that says nothing. */
  private static final class Confining extends SqlBasicVisitor<Void> {
    @Override
    public Void visit(SqlCall call) {
      if (call instanceof SqlSelect select && !hasOwn(select)) {
        SqlNodeList hints = new SqlNodeList(SqlParserPos.ZERO);
        if (select.hasHints()) {
          hints.addAll(select.getHints());
        }
        hints.add(
            new SqlHint(
                SqlParserPos.ZERO,
                new SqlIdentifier(STATE_TTL, SqlParserPos.ZERO),
                SqlNodeList.EMPTY,
                SqlHint.HintOptionFormat.EMPTY));
        select.setHints(hints);
      }
      return super.visit(call);
    }

    private static boolean hasOwn(SqlSelect select) {
      return select.hasHints()
          && select.getHints().stream()
              .anyMatch(hint -> ((SqlHint) hint).getName().equalsIgnoreCase(STATE_TTL));
    }
  }
}
