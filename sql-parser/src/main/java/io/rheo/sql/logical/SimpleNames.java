package io.rheo.sql.logical;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.text.SqlText;
import org.apache.calcite.sql.SqlIdentifier;

/** Names of tables and views, which have one part: there are no databases or schemas. */
public final class SimpleNames {
  private SimpleNames() {}

  /**
   * The name's only part.
   *
   * @throws io.rheo.sql.error.SqlError if it has several
   */
  public static String of(SqlText text, SqlIdentifier name) {
    if (!name.isSimple()) {
      throw Positions.error(
              text, name, ErrorCode.NAME_QUALIFIED, "'" + name + "' has more than one part")
          .why("there is one catalog, without databases or schemas in it")
          .fix("write " + name.names.get(name.names.size() - 1) + ", or quote the whole name");
    }
    return name.getSimple();
  }
}
