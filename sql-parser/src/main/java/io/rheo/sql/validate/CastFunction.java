package io.rheo.sql.validate;

import io.rheo.sql.catalog.TypeText;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;

/**
 * {@code CAST(x AS type)} and {@code TRY_CAST(x AS type)}. Other than Calcite's, it takes nested
 * values to text, and its type says of elements and members what the target says.
 */
public final class CastFunction extends SqlFunction {
  public static final CastFunction CAST = new CastFunction("CAST", SqlKind.CAST);
  public static final CastFunction TRY_CAST = new CastFunction("TRY_CAST", SqlKind.SAFE_CAST);

  private CastFunction(String name, SqlKind kind) {
    super(
        name,
        kind,
        CastFunction::resultType,
        InferTypes.FIRST_KNOWN,
        null,
        SqlFunctionCategory.SYSTEM);
  }

  /** The type of the result, given those of the operand and of the target. */
  private static RelDataType resultType(SqlOperatorBinding call) {
    RelDataType from = call.getOperandType(0);
    boolean nullable = from.isNullable() || call.getOperator().getKind() == SqlKind.SAFE_CAST;
    RelDataType to =
        call.getTypeFactory()
            .createTypeWithNullability(StructTypes.peekable(call.getOperandType(1)), nullable);
    if (call instanceof SqlCallBinding binding && isUntyped(binding.operand(0))) {
      binding.getValidator().setValidatedNodeType(binding.operand(0), to);
    }
    return to;
  }

  /** NULL and parameters are of the type that they are cast to. */
  private static boolean isUntyped(SqlNode operand) {
    return SqlUtil.isNullLiteral(operand, false) || operand instanceof SqlDynamicParam;
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    if (isUntyped(call.operand(0))) {
      return true;
    }
    RelDataType from = call.getOperandType(0);
    RelDataType to = call.getOperandType(1);
    if (CastRules.isPossible(from, to)) {
      return true;
    }
    if (throwOnFailure) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.TYPE_MISMATCH,
                  TypeText.bare(from) + " cannot be cast to " + TypeText.bare(to))
              .fix(CastRules.advice(from, to)),
          call.getCall().getParserPosition());
    }
    return false;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.of(2);
  }

  @Override
  public String getSignatureTemplate(int operandCount) {
    return "{0}({1} AS {2})";
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrecedence, int rightPrecedence) {
    SqlWriter.Frame frame = writer.startFunCall(getName());
    call.operand(0).unparse(writer, 0, 0);
    writer.sep("AS");
    if (call.operand(1) instanceof SqlIntervalQualifier) {
      writer.sep("INTERVAL");
    }
    call.operand(1).unparse(writer, 0, 0);
    writer.endFunCall(frame);
  }
}
