package io.rheo.sql.validate;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * {@code ENCODE(bytes, 'hex')} and {@code DECODE(text, 'base64')}, as PostgreSQL has them. With
 * other second arguments, which name a character set, these are functions of Flink.
 */
final class BinaryTexts {
  private BinaryTexts() {}

  /** The call written out; the same object if it is Flink's. */
  static SqlNode encode(SqlCall call) {
    return switch (form(call)) {
      case "hex" -> OtherNames.named(call, "TO_HEX", List.of(bytes(call.operand(0))));
      case "base64" -> OtherNames.named(call, "TO_BASE64", List.of(call.operand(0)));
      default -> call;
    };
  }

  /** As the other method. */
  static SqlNode decode(SqlCall call) {
    return switch (form(call)) {
      case "hex" -> OtherNames.named(call, "FROM_HEX", List.of(call.operand(0)));
      case "base64" -> bytes(OtherNames.named(call, "FROM_BASE64", List.of(call.operand(0))));
      default -> call;
    };
  }

  private static String form(SqlCall call) {
    return call.operandCount() == 2
            && call.operand(1) instanceof SqlLiteral form
            && SqlTypeName.CHAR_TYPES.contains(form.getTypeName())
        ? form.getValueAs(String.class).toLowerCase(Locale.ROOT)
        : "";
  }

  private static SqlNode bytes(SqlNode value) {
    SqlParserPos position = value.getParserPosition();
    SqlDataTypeSpec type =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.VARBINARY, position), position);
    return CastFunction.CAST.createCall(position, value, type);
  }
}
