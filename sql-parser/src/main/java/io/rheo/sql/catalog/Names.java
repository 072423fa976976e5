package io.rheo.sql.catalog;

import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.StatementParser;
import io.rheo.sql.text.SqlText;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSelect;

/** Names of tables and columns as SQL text. */
public final class Names {
  private Names() {}

  /** The name with back ticks if the grammar would not take it without. */
  public static String quoteIfNeeded(String name) {
    boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_]*") && parsesAsName(name);
    return plain ? name : "`" + name.replace("`", "``") + "`";
  }

  /** Asks the parser, so that there is no second list of reserved words to keep right. */
  private static boolean parsesAsName(String name) {
    try {
      ParsedStatement statement =
          StatementParser.parse(SqlText.of("", "SELECT " + name + " FROM " + name));
      return statement instanceof ParsedStatement.Query query
          && query.query() instanceof SqlSelect select
          && select.getSelectList().get(0).getKind() == SqlKind.IDENTIFIER
          && ((SqlIdentifier) select.getSelectList().get(0)).isSimple();
    } catch (SqlError reserved) {
      return false;
    }
  }

  /** A string literal. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
