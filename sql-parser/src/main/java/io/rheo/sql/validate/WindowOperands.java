package io.rheo.sql.validate;

import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandMetadata;
import org.apache.calcite.sql.type.SqlTypeName;

/** Operands of a canonical window call. */
final class WindowOperands implements SqlOperandMetadata {
  private static final int OPERANDS_MAX = 5;

  private final WindowKind kind;

  WindowOperands(WindowKind kind) {
    this.kind = kind;
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding callBinding, boolean throwOnFailure) {
    return ((WindowFunction) callBinding.getOperator()).check(callBinding);
  }

  @Override
  public List<RelDataType> paramTypes(RelDataTypeFactory typeFactory) {
    return Collections.nCopies(OPERANDS_MAX, typeFactory.createSqlType(SqlTypeName.ANY));
  }

  @Override
  public List<String> paramNames() {
    return List.of("DATA", "D1", "D2", "S1", "S2");
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.between(3, OPERANDS_MAX);
  }

  @Override
  public String getAllowedSignatures(SqlOperator op, String opName) {
    return kind.example();
  }
}
