package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Patterns of times such as {@code %Y-%m-%d}, of DuckDB and C, as those of Java. */
final class PercentPatterns {
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("Y", "yyyy"),
          Map.entry("y", "yy"),
          Map.entry("m", "MM"),
          Map.entry("-m", "M"),
          Map.entry("d", "dd"),
          Map.entry("-d", "d"),
          Map.entry("H", "HH"),
          Map.entry("-H", "H"),
          Map.entry("I", "hh"),
          Map.entry("-I", "h"),
          Map.entry("M", "mm"),
          Map.entry("-M", "m"),
          Map.entry("S", "ss"),
          Map.entry("-S", "s"),
          Map.entry("f", "SSSSSS"),
          Map.entry("g", "SSS"),
          Map.entry("p", "a"),
          Map.entry("j", "DDD"),
          Map.entry("-j", "D"),
          Map.entry("a", "EEE"),
          Map.entry("A", "EEEE"),
          Map.entry("b", "MMM"),
          Map.entry("B", "MMMM"),
          Map.entry("F", "yyyy-MM-dd"),
          Map.entry("T", "HH:mm:ss"),
          Map.entry("%", "%"));

  private PercentPatterns() {}

  /** A call of a time or a text and a pattern, which may also come first, with Java's pattern. */
  static SqlNode rewrite(SqlCall call, String function) {
    if (call.operandCount() != 2) {
      return call;
    }
    SqlNode first = call.operand(0);
    SqlNode second = call.operand(1);
    boolean patternFirst = !isText(second) && isText(first);
    SqlNode value = patternFirst ? second : first;
    SqlNode pattern = patternFirst ? first : second;
    if (!isText(pattern)) {
      throw new Refusal(
          SqlError.of(ErrorCode.WRONG_ARGUMENTS, "the pattern must be a constant")
              .fix("write a literal such as '%Y-%m-%d %H:%M:%S'"),
          pattern.getParserPosition());
    }
    SqlNode java =
        SqlLiteral.createCharString(java((SqlLiteral) pattern), pattern.getParserPosition());
    return OtherNames.named(call, function, List.of(value, java));
  }

  private static boolean isText(SqlNode node) {
    return node instanceof SqlLiteral literal
        && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName());
  }

  private static String java(SqlLiteral literal) {
    String pattern = literal.getValueAs(String.class);
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      if (pattern.charAt(at) != '%') {
        int next = pattern.indexOf('%', at);
        int stop = next < 0 ? pattern.length() : next;
        result.append(quoted(pattern.substring(at, stop)));
        at = stop;
        continue;
      }
      at++;
      int end = Math.min(pattern.length(), at + (pattern.startsWith("-", at) ? 2 : 1));
      String field = pattern.substring(at, end);
      if (!FIELDS.containsKey(field)) {
        throw new Refusal(
            SqlError.of(ErrorCode.WRONG_ARGUMENTS, "'%" + field + "' in a pattern is not supported")
                .fix("use %Y %m %d %H %M %S %f %g %p %I %j %a %A %b %B %y %%, or DATE_FORMAT"),
            literal.getParserPosition());
      }
      result.append(FIELDS.get(field));
      at = end;
    }
    return result.toString();
  }

  /** What stands for itself; two quotes without anything between them would be one. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
