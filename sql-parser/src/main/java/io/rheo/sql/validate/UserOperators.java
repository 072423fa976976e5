package io.rheo.sql.validate;

import io.rheo.sql.catalog.FunctionDefinition;
import io.rheo.sql.catalog.Functions;
import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidator;

/** The user-defined functions, then those of the dialect, which they hide. */
final class UserOperators implements SqlOperatorTable {
  private final Functions functions;
  private TypeParser types;

  UserOperators(Functions functions) {
    this.functions = functions;
  }

  /** Types of functions are looked up as the validator does it, which is made after the table. */
  void use(SqlValidator validator) {
    types = new TypeParser(validator);
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> result,
      SqlNameMatcher nameMatcher) {
    if (syntax == SqlSyntax.FUNCTION && name.isSimple() && types != null) {
      functions.find(name.getSimple()).map(this::operator).ifPresent(result::add);
    }
    if (result.isEmpty()) {
      RheoOperators.instance().lookupOperatorOverloads(name, category, syntax, result, nameMatcher);
    }
  }

  private SqlOperator operator(FunctionDefinition function) {
    UserSignatures signatures = new UserSignatures(function, types);
    return switch (function.code().kind()) {
      case SCALAR -> new UserScalarFunction(function, signatures);
      case TABLE -> new UserTableFunction(function, signatures);
      case AGGREGATE -> new UserAggregateFunction(function, signatures);
    };
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return RheoOperators.instance().getOperatorList();
  }
}
