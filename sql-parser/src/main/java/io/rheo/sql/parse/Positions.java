package io.rheo.sql.parse;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.Position;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.text.SqlText;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Places in a syntax tree to places in the user's file. */
public final class Positions {
  private Positions() {}

  public static Position of(SqlText text, SqlParserPos position) {
    return text.position(
        Math.max(1, position.getLineNum()),
        Math.max(1, position.getColumnNum()),
        Math.max(1, position.getEndLineNum()),
        Math.max(1, position.getEndColumnNum()));
  }

  /** A part of the statement as it was written. */
  public static String substring(SqlText text, SqlNode part) {
    SqlParserPos p = part.getParserPosition();
    return text.substring(p.getLineNum(), p.getColumnNum(), p.getEndLineNum(), p.getEndColumnNum());
  }

  /** An error at a place of the statement. */
  public static SqlError error(SqlText text, SqlParserPos position, ErrorCode code, String what) {
    return SqlError.of(code, what).at(text.source(), of(text, position));
  }

  /** An error at a part of the statement. */
  public static SqlError error(SqlText text, SqlNode node, ErrorCode code, String what) {
    return error(text, node.getParserPosition(), code, what);
  }
}
