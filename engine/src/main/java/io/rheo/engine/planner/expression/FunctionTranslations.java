package io.rheo.engine.planner.expression;

import io.rheo.engine.codegen.Functions;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import io.rheo.sql.catalog.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;

/** Functions that users of Flink know: by name, from the table of our own functions. */
final class FunctionTranslations {
  private FunctionTranslations() {}

  static void addTo(Map<String, Translation> names) {
    for (String name : Functions.names()) {
      names.put(name, (t, call) -> ownFunction(t, call, name));
    }
    names.put("TRANSLATE3", (t, call) -> ownFunction(t, call, "TRANSLATE"));
    for (String name : List.of("RAND", "RAND_INTEGER", "UUID")) {
      names.put(name, (t, call) -> random(t, call, name));
    }
    names.put("TYPEOF", (t, call) -> typeName(TypeText.of(call.getOperands().get(0).getType())));
    names.put("PG_TYPEOF", (t, call) -> typeName(postgresName(t.operand(call, 0).type())));
    names.put("IF", FunctionTranslations::ifElse);
    names.put("IFNULL", LogicTranslations::coalesce);
    names.put("NVL", LogicTranslations::coalesce);
    EpochTranslations.addTo(names);
  }

  static Expr ownFunction(ExpressionTranslator t, RexCall call, String name) {
    List<Expr> operands = t.operands(call);
    List<Optional<TypeName>> parameters =
        Functions.parameters(name, operands.stream().map(Expr::type).toList()).orElse(null);
    if (parameters == null) {
      return null;
    }
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Expr operand = operands.get(i);
      arguments.add(
          parameters.get(i).isPresent()
              ? t.coercion().to(DataType.of(parameters.get(i).get()), operand)
              : printable(t, operand));
    }
    DataType type = DataTypes.of(call.getType());
    return new Expr.Call(name, arguments, type);
  }

  /** Numbers, truth values and text as they are; anything else as text. */
  private static Expr printable(ExpressionTranslator t, Expr value) {
    return switch (value.type().storage()) {
      case BOOLEAN, DOUBLE, DECIMAL128, BYTES -> value;
      case INT, LONG, OBJECT ->
          Coercion.isExactNumber(value.type())
              ? value
              : t.coercion().cast("CAST", value, DataType.of(TypeName.VARCHAR));
    };
  }

  private static Expr random(ExpressionTranslator t, RexCall call, String name) {
    List<Expr> operands =
        t.operands(call).stream().map(e -> t.coercion().to(Types.INTEGER, e)).toList();
    return new Expr.Call(name, operands, DataTypes.of(call.getType()));
  }

  private static Expr typeName(String name) {
    return new Expr.Literal(name, Types.STRING.notNull());
  }

  private static String postgresName(DataType type) {
    return switch (type.name()) {
      case BOOLEAN -> "boolean";
      case TINYINT, SMALLINT -> "smallint";
      case INTEGER -> "integer";
      case BIGINT -> "bigint";
      case DECIMAL -> "numeric";
      case FLOAT -> "real";
      case DOUBLE -> "double precision";
      case CHAR, VARCHAR -> "character varying";
      case BINARY, VARBINARY -> "bytea";
      case DATE -> "date";
      case TIME -> "time without time zone";
      case TIMESTAMP -> "timestamp without time zone";
      case TIMESTAMP_LTZ -> "timestamp with time zone";
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> "interval";
      case ARRAY -> postgresName(type.element()) + "[]";
      case MAP -> "map";
      case ROW -> "record";
    };
  }

  private static Expr ifElse(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    return new Expr.Call(
        "CASE",
        List.of(
            t.operand(call, 0),
            t.coercion().to(type, t.operand(call, 1)),
            t.coercion().to(type, t.operand(call, 2))),
        type);
  }
}
