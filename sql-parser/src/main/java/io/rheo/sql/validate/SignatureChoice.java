package io.rheo.sql.validate;

import io.rheo.sql.catalog.FunctionSignature;
import io.rheo.sql.catalog.RheoTypes;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/** Which signature of a user-defined function fits a call: the one with the nearest types. */
final class SignatureChoice {
  /** Numbers by what they can hold; a number may become one further to the right. */
  private static final List<SqlTypeName> WIDENING =
      List.of(
          SqlTypeName.TINYINT,
          SqlTypeName.SMALLINT,
          SqlTypeName.INTEGER,
          SqlTypeName.BIGINT,
          SqlTypeName.DECIMAL,
          SqlTypeName.REAL,
          SqlTypeName.FLOAT,
          SqlTypeName.DOUBLE);

  private static final int NO_FIT = -1;
  private static final int OTHER_FIT = 20; // worse than any widening
  private static final int ANY_FIT = 100; // worse than any other

  private SignatureChoice() {}

  /** The index of the signature that fits best; of equal ones the first. Empty if none fits. */
  static Optional<Integer> choose(
      List<FunctionSignature> signatures, List<List<RelDataType>> types, List<RelDataType> given) {
    int best = NO_FIT;
    int bestDistance = Integer.MAX_VALUE;
    for (int i = 0; i < signatures.size(); i++) {
      int distance = distance(signatures.get(i), types.get(i), given);
      if (distance != NO_FIT && distance < bestDistance) {
        best = i;
        bestDistance = distance;
      }
    }
    return best == NO_FIT ? Optional.empty() : Optional.of(best);
  }

  private static int distance(
      FunctionSignature signature, List<RelDataType> parameters, List<RelDataType> given) {
    if (!signature.takes(given.size())) {
      return NO_FIT;
    }
    int sum = signature.isVariable() ? 1 : 0;
    for (int i = 0; i < given.size(); i++) {
      RelDataType parameter = parameters.get(Math.min(i, parameters.size() - 1));
      int distance = distance(parameter, given.get(i));
      if (distance == NO_FIT) {
        return NO_FIT;
      }
      sum += distance;
    }
    return sum;
  }

  private static int distance(RelDataType parameter, RelDataType given) {
    SqlTypeName wanted = parameter.getSqlTypeName();
    SqlTypeName name = given.getSqlTypeName();
    if (wanted == SqlTypeName.ANY) {
      return ANY_FIT;
    } else if (name == SqlTypeName.NULL) {
      return 0;
    } else if (WIDENING.contains(name) && WIDENING.contains(wanted)) {
      int steps = WIDENING.indexOf(wanted) - WIDENING.indexOf(name);
      return steps < 0 ? NO_FIT : steps;
    } else if (wanted == name) {
      return parameter.isStruct() || parameter.getComponentType() != null || isMap(parameter)
          ? nested(parameter, given)
          : 0;
    } else if (SqlTypeFamily.CHARACTER.contains(parameter)
        && SqlTypeFamily.CHARACTER.contains(given)) {
      return 1;
    } else if (SqlTypeFamily.BINARY.contains(parameter) && SqlTypeFamily.BINARY.contains(given)) {
      return 1;
    } else if (name == SqlTypeName.DATE && RheoTypes.isTimestamp(parameter)) {
      return OTHER_FIT;
    }
    return sameInterval(wanted, name) ? 0 : NO_FIT;
  }

  private static boolean isMap(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.MAP;
  }

  private static boolean sameInterval(SqlTypeName wanted, SqlTypeName name) {
    return (SqlTypeName.DAY_INTERVAL_TYPES.contains(wanted)
            && SqlTypeName.DAY_INTERVAL_TYPES.contains(name))
        || (SqlTypeName.YEAR_INTERVAL_TYPES.contains(wanted)
            && SqlTypeName.YEAR_INTERVAL_TYPES.contains(name));
  }

  /** Parts have to fit as wholes have to. */
  private static int nested(RelDataType parameter, RelDataType given) {
    List<RelDataType> wanted = parts(parameter);
    List<RelDataType> parts = parts(given);
    if (wanted.size() != parts.size()) {
      return NO_FIT;
    }
    int[] distances =
        IntStream.range(0, parts.size()).map(i -> distance(wanted.get(i), parts.get(i))).toArray();
    return IntStream.of(distances).anyMatch(distance -> distance == NO_FIT)
        ? NO_FIT
        : IntStream.of(distances).sum();
  }

  private static List<RelDataType> parts(RelDataType type) {
    if (type.isStruct()) {
      return type.getFieldList().stream().map(field -> field.getType()).toList();
    }
    return isMap(type)
        ? List.of(type.getKeyType(), type.getValueType())
        : List.of(type.getComponentType());
  }
}
