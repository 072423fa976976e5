package io.rheo.sql.validate;

import io.rheo.sql.catalog.FunctionDefinition;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;

/** The operator of a user-defined function that makes a value from one row. */
final class UserScalarFunction extends SqlFunction implements UserFunction {
  private final FunctionDefinition definition;
  private final UserSignatures signatures;

  UserScalarFunction(FunctionDefinition definition, UserSignatures signatures) {
    super(
        definition.name(),
        SqlKind.OTHER_FUNCTION,
        signatures::result,
        null,
        signatures,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.definition = definition;
    this.signatures = signatures;
  }

  @Override
  public FunctionDefinition definition() {
    return definition;
  }

  @Override
  public UserSignatures signatures() {
    return signatures;
  }

  @Override
  public boolean isDeterministic() {
    return definition.code().isDeterministic();
  }
}
