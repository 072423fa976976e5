package io.rheo.sql.validate;

import io.rheo.sql.catalog.FunctionDefinition;
import io.rheo.sql.catalog.FunctionSignature;
import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.catalog.TypeText;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;

/** The ways to call one user-defined function, with Calcite's types. */
public final class UserSignatures implements SqlOperandTypeChecker {
  private final FunctionDefinition function;
  private final List<FunctionSignature> signatures;
  private final List<List<RelDataType>> parameters;
  private final List<RelDataType> results;

  UserSignatures(FunctionDefinition function, TypeParser types) {
    this.function = function;
    signatures = function.code().signatures();
    parameters =
        signatures.stream()
            .map(signature -> signature.parameters().stream().map(types::parse).toList())
            .toList();
    results = signatures.stream().map(FunctionSignature::result).map(types::parse).toList();
  }

  int choose(List<RelDataType> arguments) {
    return SignatureChoice.choose(signatures, parameters, arguments)
        .orElseThrow(() -> new IllegalStateException("no signature of " + function.name()));
  }

  List<RelDataType> parameters(int signature, int arguments) {
    List<RelDataType> types = parameters.get(signature);
    return IntStream.range(0, arguments)
        .mapToObj(i -> types.get(Math.min(i, types.size() - 1)))
        .toList();
  }

  RelDataType result(SqlOperatorBinding call) {
    return results.get(choose(call.collectOperandTypes()));
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    List<RelDataType> given = call.collectOperandTypes();
    boolean fits = SignatureChoice.choose(signatures, parameters, given).isPresent();
    if (!fits && throwOnFailure) {
      throw new Refusal(error(given), call.getCall().getParserPosition());
    }
    return fits;
  }

  private SqlError error(List<RelDataType> given) {
    String types = given.stream().map(TypeText::bare).collect(Collectors.joining(", "));
    return SqlError.of(
            ErrorCode.WRONG_ARGUMENTS,
            "function " + function.name() + " does not take (" + types + ")")
        .why(
            "class "
                + function.className()
                + " takes "
                + signatures.stream()
                    .map(FunctionSignature::toString)
                    .collect(Collectors.joining(" or ")))
        .fix("CAST the arguments, or add a method for them to the class");
  }

  /** Any number, so that {@link #checkOperandTypes} tells what is wrong. */
  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    return signatures.stream().map(s -> name + s).collect(Collectors.joining(", "));
  }

  /** The type of a parameter that takes every type. */
  static RelDataType any() {
    return RheoTypes.nullable(SqlTypeName.ANY);
  }
}
