package io.rheo.sql.parse;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.grammar.RheoParserImpl;
import io.rheo.sql.text.SqlText;
import java.util.Optional;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.util.SourceStringReader;

/** Parses one statement. */
public final class StatementParser {
  /** Names may be as long as a file system or Kafka would have them. */
  private static final int IDENTIFIER_LENGTH_MAX = 256;

  private static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withParserFactory(RheoParserImpl.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE) // the grammar takes back ticks in this state as well
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withConformance(ParserConformance.INSTANCE)
          .withIdentifierMaxLength(IDENTIFIER_LENGTH_MAX);

  private StatementParser() {}

  /**
   * The statement as a syntax tree.
   *
   * @throws SqlError with the place in the user's file if the text is not a statement
   */
  public static ParsedStatement parse(SqlText text) {
    if (text.text().isBlank()) {
      throw SqlError.of(ErrorCode.EMPTY_STATEMENT, "there is no statement").in(text.source());
    }
    try {
      SqlNode node = SqlParser.create(text.text(), CONFIG).parseStmt();
      if (node instanceof StatementNode statement) {
        return statement.statement();
      }
      throw Positions.error(
              text, node, ErrorCode.NOT_SUPPORTED, node.getKind() + " statements are not supported")
          .why("tables are streams of inserts: rows are added and windows of them are queried")
          .fix("use CREATE, INSERT INTO, SELECT, EXPLAIN, SHOW, DESCRIBE, DROP, SET or RESET");
    } catch (SqlParseException e) {
      throw new SyntaxErrors(text).explain(e);
    }
  }

  /** A type as in {@code CREATE TABLE}; empty if the text is none. */
  public static Optional<SqlDataTypeSpec> parseType(String type) {
    try {
      SqlNode cast = SqlParser.create("CAST(NULL AS " + type + ")", CONFIG).parseExpression();
      return ((SqlCall) cast).operand(1) instanceof SqlDataTypeSpec spec
          ? Optional.of(spec)
          : Optional.empty();
    } catch (SqlParseException e) {
      return Optional.empty(); // the caller knows where the text comes from
    }
  }

  /** What the grammar says about itself. Takes some milliseconds. */
  static SqlAbstractParserImpl.Metadata metadata() {
    return RheoParserImpl.FACTORY.getParser(new SourceStringReader("")).getMetadata();
  }
}
