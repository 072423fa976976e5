package io.rheo.sql.validate;

import io.rheo.sql.catalog.FunctionDefinition;
import io.rheo.sql.catalog.FunctionSignature;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/** The operator of a user-defined function. */
public interface UserFunction {
  FunctionDefinition definition();

  /** What is known of the parameters and results. */
  UserSignatures signatures();

  /** The index, in the definition, of the signature that arguments of these types choose. */
  default int signature(List<RelDataType> arguments) {
    return signatures().choose(arguments);
  }

  /** The types that the arguments have to be cast to; ANY for those that stay as they are. */
  default List<RelDataType> parameterTypes(int signature, int arguments) {
    return signatures().parameters(signature, arguments);
  }

  /** The signature itself. */
  default FunctionSignature signatureAt(int index) {
    return definition().code().signatures().get(index);
  }
}
