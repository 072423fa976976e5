package io.rheo.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** From which type to which CAST leads. As in Flink, but numbers and text are more generous. */
final class CastRules {
  /** Types that are cast alike. */
  private enum Kind {
    TEXT,
    BOOLEAN,
    NUMBER,
    BINARY,
    DATE,
    TIME,
    TIMESTAMP,
    MONTH_INTERVAL,
    DAY_INTERVAL,
    ARRAY,
    MAP,
    MULTISET,
    ROW,
    OTHER
  }

  private CastRules() {}

  static boolean isPossible(RelDataType from, RelDataType to) {
    Kind source = kind(from);
    Kind target = kind(to);
    if (target == Kind.TEXT || from.getSqlTypeName() == SqlTypeName.NULL) {
      return true;
    }
    return switch (source) {
      case TEXT -> target != Kind.ARRAY && target != Kind.MAP && target != Kind.ROW;
      case BOOLEAN -> target == Kind.BOOLEAN || target == Kind.NUMBER;
      case NUMBER ->
          target == Kind.BOOLEAN
              || target == Kind.NUMBER
              || target == Kind.MONTH_INTERVAL
              || target == Kind.DAY_INTERVAL;
      case BINARY, MONTH_INTERVAL, DAY_INTERVAL -> target == source;
      case DATE -> target == Kind.DATE || target == Kind.TIMESTAMP;
      case TIME -> target == Kind.TIME || target == Kind.TIMESTAMP;
      case TIMESTAMP -> target == Kind.DATE || target == Kind.TIME || target == Kind.TIMESTAMP;
      case ARRAY -> target == source && isPossible(from.getComponentType(), to.getComponentType());
      case MAP ->
          target == source
              && isPossible(from.getKeyType(), to.getKeyType())
              && isPossible(from.getValueType(), to.getValueType());
      case ROW -> target == source && areMembersPossible(from, to);
      case MULTISET -> isMapOfCounts(from, to);
      case OTHER -> from.getSqlTypeName() == to.getSqlTypeName() || isAny(from) || isAny(to);
    };
  }

  /** A MULTISET can be stored as each element and how often it is there. */
  private static boolean isMapOfCounts(RelDataType from, RelDataType to) {
    return kind(to) == Kind.MULTISET
        ? isPossible(from.getComponentType(), to.getComponentType())
        : kind(to) == Kind.MAP
            && isPossible(from.getComponentType(), to.getKeyType())
            && kind(to.getValueType()) == Kind.NUMBER;
  }

  private static boolean areMembersPossible(RelDataType from, RelDataType to) {
    if (from.getFieldCount() != to.getFieldCount()) {
      return false;
    }
    for (int i = 0; i < from.getFieldCount(); i++) {
      if (!isPossible(from.getFieldList().get(i).getType(), to.getFieldList().get(i).getType())) {
        return false;
      }
    }
    return true;
  }

  /** What to write instead of a cast that there is not. */
  static String advice(RelDataType from, RelDataType to) {
    Kind source = kind(from);
    Kind target = kind(to);
    if (source == Kind.NUMBER && target == Kind.TIMESTAMP) {
      return "use TO_TIMESTAMP_LTZ(x, 0) of seconds or TO_TIMESTAMP_LTZ(x, 3) of milliseconds";
    } else if (source == Kind.TIMESTAMP && target == Kind.NUMBER) {
      return "use EXTRACT(EPOCH FROM x) for seconds, or TIMESTAMPDIFF between two of them";
    } else if ((source == Kind.DAY_INTERVAL || source == Kind.MONTH_INTERVAL)
        && target == Kind.NUMBER) {
      return "use EXTRACT, such as EXTRACT(DAY FROM x)";
    } else if (source == Kind.ROW && target == Kind.ROW) {
      return "the target needs as many members, each of a type that the member can be cast to";
    } else {
      return "cast it to STRING first, if its text has the form of the other type";
    }
  }

  private static boolean isAny(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.ANY;
  }

  private static Kind kind(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    if (SqlTypeName.NUMERIC_TYPES.contains(name)) {
      return Kind.NUMBER;
    } else if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)) {
      return Kind.MONTH_INTERVAL;
    } else if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
      return Kind.DAY_INTERVAL;
    }
    return switch (name) {
      case CHAR, VARCHAR -> Kind.TEXT;
      case BOOLEAN -> Kind.BOOLEAN;
      case BINARY, VARBINARY -> Kind.BINARY;
      case DATE -> Kind.DATE;
      case TIME -> Kind.TIME;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Kind.TIMESTAMP;
      case ARRAY -> Kind.ARRAY;
      case MAP -> Kind.MAP;
      case MULTISET -> Kind.MULTISET;
      case ROW -> Kind.ROW;
      default -> Kind.OTHER;
    };
  }
}
