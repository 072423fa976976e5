package io.rheo.sql.parse;

import io.rheo.sql.parse.grammar.RheoParserImplConstants;
import io.rheo.sql.parse.grammar.Token;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What stands in a syntax tree for forms that Calcite's tree has no place for. The validator's
 * package brings them into standard form; no other sees them.
 */
public final class RheoForms {
  /** How close PostgreSQL's operators on bits bind: less than a sum, more than a comparison. */
  private static final int BITS = 38;

  private static final int UNION = 12; // how close it binds in Calcite

  /** The first column of {@code SELECT DISTINCT ON (key, …) columns}; operands: the keys. */
  public static final SqlOperator DISTINCT_ON =
      new SqlSpecialOperator("DISTINCT ON", SqlKind.OTHER);

  /** The count of {@code FETCH FIRST n ROWS WITH TIES}; operand: n. */
  public static final SqlOperator WITH_TIES = new SqlSpecialOperator("WITH TIES", SqlKind.OTHER);

  /** {@code time AT TIME ZONE zone}; binds as a cast does. */
  public static final SqlOperator AT_TIME_ZONE =
      new SqlBinaryOperator("AT TIME ZONE", SqlKind.OTHER, 80, true, null, null, null);

  /** {@code x ^ y}, PostgreSQL's power: closer than a product, from left to right. */
  public static final SqlBinaryOperator POWER =
      new SqlBinaryOperator("^", SqlKind.OTHER, 70, true, null, null, null);

  /** {@code x // y}, the whole part of the quotient; binds as the quotient does. */
  public static final SqlBinaryOperator WHOLE_QUOTIENT =
      new SqlBinaryOperator("//", SqlKind.OTHER, 60, true, null, null, null);

  /** {@code IGNORE NULLS} behind the arguments of a call; it has no operands. */
  public static final SqlOperator IGNORE_NULLS =
      new SqlSpecialOperator("IGNORE NULLS", SqlKind.OTHER);

  /** {@code RESPECT NULLS}, as {@link #IGNORE_NULLS}. */
  public static final SqlOperator RESPECT_NULLS =
      new SqlSpecialOperator("RESPECT NULLS", SqlKind.OTHER);

  /** {@code UNION BY NAME}: columns of the same name are one. */
  public static final SqlSetOperator UNION_BY_NAME =
      new SqlSetOperator("UNION BY NAME", SqlKind.UNION, UNION, false);

  /** {@code UNION ALL BY NAME}, as {@link #UNION_BY_NAME}. */
  public static final SqlSetOperator UNION_ALL_BY_NAME =
      new SqlSetOperator("UNION ALL BY NAME", SqlKind.UNION, UNION, true);

  /** {@code x & y}, of bits as all below. */
  public static final SqlBinaryOperator BIT_AND = ofBits("&");

  /** {@code x | y}. */
  public static final SqlBinaryOperator BIT_OR = ofBits("|");

  /** {@code x # y}: the bits that differ. */
  public static final SqlBinaryOperator BIT_XOR = ofBits("#");

  /** {@code x << n}. */
  public static final SqlBinaryOperator SHIFT_LEFT = ofBits("<<");

  /** {@code x >> n}. */
  public static final SqlBinaryOperator SHIFT_RIGHT = ofBits(">>");

  /** {@code ~x}. */
  public static final SqlPrefixOperator BIT_NOT =
      new SqlPrefixOperator("~", SqlKind.OTHER, BITS, null, null, null);

  /** The patterns of {@code LIKE ANY (…)}; operands: the patterns. */
  public static final SqlOperator ANY_PATTERN = new SqlSpecialOperator("ANY", SqlKind.OTHER);

  /** The patterns of {@code LIKE ALL (…)}; operands: the patterns. */
  public static final SqlOperator ALL_PATTERNS = new SqlSpecialOperator("ALL", SqlKind.OTHER);

  /** Around the pattern of {@code ALL ROWS PER MATCH SHOW EMPTY MATCHES}. */
  public static final SqlOperator SHOW_EMPTY_MATCHES =
      new SqlSpecialOperator("SHOW EMPTY MATCHES", SqlKind.OTHER);

  /** Around the pattern of {@code ALL ROWS PER MATCH OMIT EMPTY MATCHES}. */
  public static final SqlOperator OMIT_EMPTY_MATCHES =
      new SqlSpecialOperator("OMIT EMPTY MATCHES", SqlKind.OTHER);

  /** Around the pattern of {@code ALL ROWS PER MATCH WITH UNMATCHED ROWS}. */
  public static final SqlOperator WITH_UNMATCHED_ROWS =
      new SqlSpecialOperator("WITH UNMATCHED ROWS", SqlKind.OTHER);

  /** {@code CLASSIFIER(variable)}. */
  public static final SqlOperator CLASSIFIER_OF =
      new SqlSpecialOperator("CLASSIFIER OF", SqlKind.OTHER);

  /** The unit of an interval whose text names the units; no interval can be written in it. */
  public static final TimeUnit NO_UNIT = TimeUnit.EPOCH;

  private static final SqlOperator ALL = new SqlSpecialOperator("GROUP BY ALL", SqlKind.OTHER);

  private static final SqlOperator ALL_COLUMNS =
      new SqlSpecialOperator("ORDER BY ALL", SqlKind.OTHER);

  private RheoForms() {}

  /**
   * A pattern with what is shown besides the rows of its matches.
   *
   * @param shown {@code null} if the query does not say
   */
  public static SqlNode matchRows(SqlOperator shown, SqlNode pattern) {
    return shown == null ? pattern : shown.createCall(pattern.getParserPosition(), pattern);
  }

  /**
   * A call of CLASSIFIER.
   *
   * @param variable {@code null} for any
   */
  public static SqlCall classifier(SqlParserPos position, SqlIdentifier variable) {
    return variable == null
        ? SqlStdOperatorTable.CLASSIFIER.createCall(position)
        : CLASSIFIER_OF.createCall(position, variable);
  }

  /** The one key of {@code ORDER BY ALL}. */
  public static SqlNode allColumns(SqlParserPos position) {
    return ALL_COLUMNS.createCall(position);
  }

  /** Whether a key is that of {@code ORDER BY ALL}, perhaps with {@code DESC}. */
  public static boolean isAllColumns(SqlNode key) {
    return key instanceof SqlCall call
        && (call.getOperator().equals(ALL_COLUMNS)
            || (call.getKind() == SqlKind.DESCENDING && isAllColumns(call.operand(0))));
  }

  /** One row, for a query without FROM that has WHERE. */
  public static SqlNode oneRow(SqlParserPos position) {
    SqlNode zero = SqlLiteral.createExactNumeric("0", position);
    SqlNode row = SqlStdOperatorTable.ROW.createCall(position, zero);
    return as(SqlStdOperatorTable.VALUES.createCall(position, row), "$row");
  }

  /** The one key of {@code GROUP BY ALL}. */
  public static List<SqlNode> groupByAll(SqlParserPos position) {
    return List.of(ALL.createCall(position));
  }

  /** Whether a key is that of {@code GROUP BY ALL}. */
  public static boolean isAll(SqlNode key) {
    return key instanceof SqlCall call && call.getOperator().equals(ALL);
  }

  /** Whether a value is written as text. */
  public static boolean isText(SqlNode value) {
    return value instanceof SqlLiteral literal
        && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName());
  }

  /**
   * Whether {@code * EXCLUDE (…)} goes on here, rather than the difference of two queries.
   *
   * @param behindStar whether the word stands behind {@code *}
   */
  public static boolean isExclusion(boolean behindStar, String word, String next) {
    return behindStar
        && next.equals("(")
        && (word.equalsIgnoreCase("EXCLUDE") || word.equalsIgnoreCase("EXCEPT"));
  }

  /**
   * The arguments of a function, behind the first of which ORDER BY was read as that of a query:
   * the order becomes the last of them.
   *
   * @param arguments the quantifier, then the arguments; changed
   */
  public static List<SqlNode> withOrder(List<SqlNode> arguments) {
    if (arguments.size() == 2
        && arguments.get(1) instanceof SqlOrderBy order
        && isOfValue(order)
        && order.fetch == null
        && order.offset == null) {
      arguments.set(1, order.query);
      arguments.add(order.orderList);
    }
    return arguments;
  }

  /** The mark behind arguments that {@code IGNORE NULLS} or {@code RESPECT NULLS} leaves. */
  public static SqlNode nulls(SqlOperator treatment, SqlParserPos position) {
    boolean ignored = treatment.getKind() == SqlKind.IGNORE_NULLS;
    return (ignored ? IGNORE_NULLS : RESPECT_NULLS).createCall(position);
  }

  /** Whether what is ordered is no query, but a value. */
  public static boolean isOfValue(SqlOrderBy order) {
    return !order.query.isA(SqlKind.QUERY);
  }

  private static SqlBinaryOperator ofBits(String name) {
    return new SqlBinaryOperator(name, SqlKind.OTHER, BITS, true, null, null, null);
  }

  /** Whether two tokens are {@code >>}, which may also end two types, such as those of arrays. */
  public static boolean isShiftRight(Token first, Token second) {
    return first.image.equals(">")
        && second.image.equals(">")
        && first.endLine == second.beginLine
        && first.endColumn + 1 == second.beginColumn;
  }

  /** Whether two tokens start {@code SEMI JOIN} or {@code ANTI JOIN}. */
  public static boolean isHalfJoin(int first, int second) {
    boolean half = first == RheoParserImplConstants.SEMI || first == RheoParserImplConstants.ANTI;
    return half && second == RheoParserImplConstants.JOIN;
  }

  /** Whether the first token behind OVER's parenthesis names a window, rather than starts one. */
  public static boolean isWindowName(int first, int second) {
    return switch (first) {
      case RheoParserImplConstants.PARTITION -> second != RheoParserImplConstants.BY;
      case RheoParserImplConstants.ROWS, RheoParserImplConstants.RANGE ->
          second == RheoParserImplConstants.RPAREN;
      default -> true;
    };
  }

  /** A column of a table that has a name. */
  public static SqlIdentifier column(String table, String column, SqlParserPos position) {
    return new SqlIdentifier(List.of(table, column), position);
  }

  /** {@code node AS name}. */
  public static SqlNode as(SqlNode node, String name) {
    SqlParserPos position = node.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(position, node, new SqlIdentifier(name, position));
  }
}
