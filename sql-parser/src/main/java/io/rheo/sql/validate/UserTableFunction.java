package io.rheo.sql.validate;

import io.rheo.sql.catalog.FunctionDefinition;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** The operator of a user-defined function that makes rows from one row. */
final class UserTableFunction extends SqlFunction implements SqlTableFunction, UserFunction {
  private final FunctionDefinition definition;
  private final UserSignatures signatures;

  UserTableFunction(FunctionDefinition definition, UserSignatures signatures) {
    super(
        definition.name(),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.CURSOR,
        null,
        signatures,
        SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
    this.definition = definition;
    this.signatures = signatures;
  }

  @Override
  public SqlReturnTypeInference getRowTypeInference() {
    return signatures::result;
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
