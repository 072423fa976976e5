package io.rheo.sql.validate;

import io.rheo.sql.catalog.FunctionDefinition;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Optionality;

/** The operator of a user-defined function that makes a value from many rows. */
final class UserAggregateFunction extends SqlAggFunction implements UserFunction {
  private final FunctionDefinition definition;
  private final UserSignatures signatures;

  UserAggregateFunction(FunctionDefinition definition, UserSignatures signatures) {
    super(
        definition.name(),
        null,
        SqlKind.OTHER_FUNCTION,
        signatures::result,
        null,
        signatures,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        Optionality.FORBIDDEN);
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
