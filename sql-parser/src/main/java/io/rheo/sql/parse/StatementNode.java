package io.rheo.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Carries a {@link ParsedStatement} out of the generated parser, whose productions must return a
 * {@code SqlNode}. Calcite's validator never sees one. Public because the generated parser is in a
 * package of its own.
 */
public final class StatementNode extends SqlCall {
  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("STATEMENT", SqlKind.OTHER_DDL);

  private final ParsedStatement statement;

  public StatementNode(SqlParserPos position, ParsedStatement statement) {
    super(position);
    this.statement = statement;
  }

  public ParsedStatement statement() {
    return statement;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of();
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.print(statement.toString());
  }

  /** The query that a node of the query production carries. */
  public static ParsedStatement.Query query(SqlNode node) {
    return (ParsedStatement.Query) ((StatementNode) node).statement();
  }

  /** The insert that a node of its production carries. */
  public static ParsedStatement.Insert insert(SqlNode node) {
    return (ParsedStatement.Insert) ((StatementNode) node).statement();
  }

  /** A name that may be written as a string. */
  public static String name(SqlNode node) {
    return node instanceof SqlIdentifier name ? name.getSimple() : text(node).orElseThrow();
  }

  /** The elements of a list of plain names; none for an absent list. */
  public static List<SqlIdentifier> identifiers(SqlNodeList names) {
    List<SqlIdentifier> identifiers = new ArrayList<>();
    if (names != null) {
      names.forEach(name -> identifiers.add((SqlIdentifier) name));
    }
    return identifiers;
  }

  /** The text of a string literal that may be absent. */
  public static Optional<String> text(SqlNode literal) {
    return literal == null
        ? Optional.empty()
        : Optional.of(SqlLiteral.unchain(literal).getValueAs(String.class));
  }

  /** A key or value of {@code SET}, which may be a string, a number or a dotted name. */
  public static Optional<String> setting(SqlNode part) {
    if (part instanceof SqlIdentifier name) {
      return Optional.of(String.join(".", name.names));
    }
    if (part instanceof SqlLiteral literal && literal.getTypeName().getFamily() != null) {
      return Optional.of(literal.toValue());
    }
    return text(part);
  }

  /** One entry of {@code WITH (…)}. */
  public static OptionNode option(SqlNode key, SqlNode value) {
    return new OptionNode(
        text(key).orElseThrow(),
        key.getParserPosition(),
        text(value).orElseThrow(),
        value.getParserPosition());
  }
}
