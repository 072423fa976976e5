package io.rheo.sql.logical;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.text.SqlText;
import java.util.Optional;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;

/** Refuses {@code ?} in statements that outlive whoever gives its value. */
public final class NoParameters {
  private NoParameters() {}

  /** Finds the first parameter of a tree, in the order in which it was written. */
  private static final class Finder extends SqlBasicVisitor<Void> {
    @Override
    public Void visit(SqlDynamicParam parameter) {
      throw new Util.FoundOne(parameter.getParserPosition());
    }
  }

  /**
   * Fails at the first parameter of a query.
   *
   * @param subject what the query belongs to, as the subject of a sentence
   * @param fix what to write instead
   * @throws SqlError if the query has a parameter
   */
  public static void check(SqlText text, ParsedStatement.Query query, String subject, String fix) {
    Optional<SqlParserPos> found = first(query.query());
    if (found.isPresent()) {
      throw Positions.error(
              text, found.get(), ErrorCode.INVALID_QUERY, subject + " cannot have parameters")
          .why("it is read when the statement that gives their values is long gone")
          .fix(fix);
    }
  }

  private static Optional<SqlParserPos> first(SqlNode query) {
    try {
      query.accept(new Finder());
      return Optional.empty();
    } catch (Util.FoundOne found) {
      return Optional.of((SqlParserPos) found.getNode());
    }
  }
}
