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
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Checks the hints of a query, says by places in FROM what they name, and confines each to its own
 * SELECT: Calcite would hand it on to the sub-queries that have none.
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
      SqlNodeList hints = new SqlNodeList(select.getHints().getParserPosition());
      for (SqlNode hint : select.getHints()) {
        check((SqlHint) hint, select);
        hints.add(placed((SqlHint) hint, select));
      }
      select.setHints(hints);
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
    List<HintedTable> tables = HintedTable.of(select.getFrom());
    for (String table : hint.getOptionKVPairs().keySet()) {
      if (tables.stream().noneMatch(there -> there.isNamed(table))) {
        List<String> names = tables.stream().flatMap(there -> there.names().stream()).toList();
        throw new Refusal(
            SqlError.of(
                    ErrorCode.TABLE_NOT_FOUND,
                    "the hint names table '" + table + "', which this SELECT does not read")
                .fix(Suggestions.didYouMean(table, "tables", new LinkedHashSet<>(names))),
            hint.getParserPosition());
      }
    }
  }

  /** The hint by the places of the tables in FROM, which are known when the names are gone. */
  private static SqlHint placed(SqlHint hint, SqlSelect select) {
    if (!hint.getName().equalsIgnoreCase(STATE_TTL)) {
      return hint;
    }
    SqlNodeList options = new SqlNodeList(hint.getParserPosition());
    for (HintedTable table : HintedTable.of(select.getFrom())) {
      hint.getOptionKVPairs().entrySet().stream()
          .filter(option -> table.isNamed(option.getKey()))
          .findFirst()
          .ifPresent(
              option -> {
                options.add(literal(table.path(), hint));
                options.add(literal(option.getValue(), hint));
              });
    }
    return new SqlHint(
        hint.getParserPosition(),
        new SqlIdentifier(STATE_TTL, hint.getParserPosition()),
        options,
        SqlHint.HintOptionFormat.KV_LIST);
  }

  private static SqlNode literal(String text, SqlHint hint) {
    return SqlLiteral.createCharString(text, hint.getParserPosition());
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
