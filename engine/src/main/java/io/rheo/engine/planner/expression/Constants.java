package io.rheo.engine.planner.expression;

import io.rheo.engine.codegen.kernel.RowException;
import io.rheo.engine.codegen.kernel.Slice;
import io.rheo.engine.codegen.kernel.TextReader;
import io.rheo.engine.codegen.kernel.Times;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;

/** Casts of constants, computed when a query is planned and not again for each row. */
final class Constants {
  private Constants() {}

  /**
   * The value of a constant text as a number or date-time; {@code null} if the operand is something
   * else, or if the text is not of that form: then each row that meets it is in error.
   */
  static Object ofText(Expr operand, DataType to) {
    if (!(operand instanceof Expr.Literal literal) || !(literal.value() instanceof String value)) {
      return null;
    }
    Slice text = Slice.of(value);
    try {
      return switch (to.name()) {
        case BOOLEAN -> TextReader.toBoolean(text);
        case TINYINT -> TextReader.toInt(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
        case SMALLINT -> TextReader.toInt(text, Short.MIN_VALUE, Short.MAX_VALUE);
        case INTEGER -> TextReader.toInt(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        case BIGINT -> TextReader.toLong(text);
        case DOUBLE -> TextReader.toDouble(text);
        case DATE -> TextReader.toDate(text);
        case TIME -> (int) cut(TextReader.toTime(text), to);
        case TIMESTAMP -> cut(TextReader.toTimestamp(text), to);
        default -> null;
      };
    } catch (RowException e) {
      return null;
    }
  }

  /** Digits of seconds beyond the type's are cut off. */
  private static long cut(long millis, DataType type) {
    return switch (type.precision()) {
      case 0 -> Times.floor(millis, 1_000);
      case 1 -> Times.floor(millis, 100);
      case 2 -> Times.floor(millis, 10);
      default -> millis;
    };
  }
}
