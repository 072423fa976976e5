package io.rheo.sql.validate;

import io.rheo.sql.catalog.FunctionSignature;
import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.StatementParser;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.validate.SqlValidator;

/** Types from their texts. */
final class TypeParser {
  private final SqlValidator validator;

  TypeParser(SqlValidator validator) {
    this.validator = validator;
  }

  /**
   * The type that a text spells, which may be NULL unless the text says otherwise.
   *
   * @throws SqlError if there is no such type
   */
  RelDataType parse(String type) {
    if (type.equals(FunctionSignature.ANY)) {
      return UserSignatures.any();
    }
    return StatementParser.parseType(type).map(this::derive).orElseThrow(() -> noType(type));
  }

  private RelDataType derive(SqlDataTypeSpec spec) {
    try {
      CanonicalTree.checkPrecision(spec);
      return RheoTypes.FACTORY.createTypeWithNullability(
          StructTypes.peekable(spec.deriveType(validator)),
          !Boolean.FALSE.equals(spec.getNullable()));
    } catch (Refusal e) {
      throw e.error().causedBy(e);
    } catch (CalciteException e) { // its place is one in the text of the type
      throw noType(spec.toString()).causedBy(e);
    }
  }

  private static SqlError noType(String type) {
    return SqlError.of(ErrorCode.TYPE_NOT_FOUND, "'" + type + "' is not a type")
        .fix("write it as in CREATE TABLE, such as DECIMAL(10, 2)");
  }
}
