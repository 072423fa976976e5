package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;

/**
 * CAST of ARRAY, MAP and ROW: to the same kind of value, element by element, and to text. The
 * second operand of the call is the session's zone, on whose clock instants are shown and read. A
 * method is generated for each level of nesting.
 */
final class NestedCasts {
  private static final DataType STRING = DataType.of(TypeName.VARCHAR);

  private NestedCasts() {}

  static boolean isNested(DataType type) {
    return switch (type.name()) {
      case ARRAY, MAP, ROW -> true;
      default -> false;
    };
  }

  /** Whether there is a cast between types of which at least the first is nested. */
  static boolean isPossible(DataType from, DataType to) {
    if (!isNested(from)) {
      return !isNested(to) && (isInstant(from) || isInstant(to) || Casts.isPossible(from, to));
    }
    if (!Boxes.isText(to)
        && (from.name() != to.name() || from.children().size() != to.children().size())) {
      return false;
    }
    for (int i = 0; i < from.children().size(); i++) {
      if (!isPossible(from.children().get(i).type(), child(to, i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInstant(DataType type) {
    return type.name() == TypeName.TIMESTAMP_LTZ;
  }

  private static DataType child(DataType to, int index) {
    return Boxes.isText(to) ? STRING : to.children().get(index).type();
  }

  static Value cast(RowCode code, Expr.Call call) {
    Value operand = code.emit(call.operands().get(0));
    return code.whereNotNull(
        List.of(operand), call.type().storage(), source(code, call, operand), false);
  }

  /** Source of the result for an operand that is not NULL. */
  static String source(RowCode code, Expr.Call call, Value operand) {
    String zoneId = (String) ((Expr.Literal) call.operands().get(1)).value();
    Writer writer = new Writer(code.classCode, zoneId);
    return writer.nested(operand.code(), call.operands().get(0).type(), call.type());
  }

  /** Writes the methods of one cast. */
  private record Writer(ClassCode classCode, String zoneId) {
    /** Of a value of {@code from}'s storage, a value of {@code to}'s storage. */
    String nested(String code, DataType from, DataType to) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < from.children().size(); i++) {
        parts.add(boxed("part", from.children().get(i).type(), child(to, i)));
      }
      String method = classCode.newName("cast");
      String result = Boxes.isText(to) ? "Slice" : "Object";
      classCode.addMember(
          """
            private static %s %s(Object value) {
              Object[] parts = Nested.parts(value);
              for (int i = 0; i < parts.length; i++) {
                Object part = parts[i];
                if (part != null) {
          %s      }
              }
              return %s;
            }
          """
              .formatted(result, method, assignments(from, parts), whole(from, to)));
      String call = method + "(" + code + ")";
      return Boxes.isText(to) ? TextCasts.toText(call, STRING, to) : call;
    }

    /** What each part becomes: all alike in an ARRAY, in turn key and value, or one by one. */
    private static String assignments(DataType from, List<String> parts) {
      if (parts.size() == 1) {
        return "        parts[i] = " + parts.get(0) + ";\n";
      }
      StringBuilder source = new StringBuilder();
      String index = from.name() == TypeName.MAP ? "i % 2" : "i";
      for (int i = 0; i < parts.size(); i++) {
        source.append(
            "        if (%s == %d) { parts[i] = %s; }\n".formatted(index, i, parts.get(i)));
      }
      return source.toString();
    }

    private static String whole(DataType from, DataType to) {
      if (!Boxes.isText(to)) {
        return from.name() == TypeName.MAP ? "Nested.map(parts)" : "Nested.list(parts)";
      }
      return switch (from.name()) {
        case MAP -> "Nested.mapText(parts)";
        case ROW -> "Nested.rowText(parts)";
        default -> "Nested.arrayText(parts)";
      };
    }

    /** Of a boxed value, a boxed value. */
    private String boxed(String code, DataType from, DataType to) {
      if (from.withNullable(true).equals(to.withNullable(true))) {
        return code;
      }
      String value = Boxes.unbox(code, from);
      return Boxes.box(isNested(from) ? nested(value, from, to) : scalar(value, from, to), to);
    }

    private String scalar(String code, DataType from, DataType to) {
      if (isInstant(from) && !isInstant(to)) {
        DataType local = DataType.sized(TypeName.TIMESTAMP, from.precision());
        return Casts.source("Zones.toLocal(" + code + ", " + zone() + ")", local, to);
      } else if (isInstant(to) && !isInstant(from)) {
        DataType local = DataType.sized(TypeName.TIMESTAMP, to.precision());
        return "Zones.toInstant(" + Casts.source(code, from, local) + ", " + zone() + ")";
      }
      return Casts.source(code, from, to);
    }

    private String zone() {
      return classCode.constant(
          "java.time.ZoneId", "java.time.ZoneId.of(" + JavaText.ofString(zoneId) + ")");
    }
  }
}
