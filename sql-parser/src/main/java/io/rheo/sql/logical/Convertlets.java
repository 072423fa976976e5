package io.rheo.sql.logical;

import io.rheo.sql.validate.CastFunction;
import io.rheo.sql.validate.MinusOperator;
import io.rheo.sql.validate.PlusOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * How calls become row expressions: as Calcite does it, but for the operators that are ours, and
 * for averages and variances in {@code OVER}, which stay what they are. Calcite makes sums of
 * squares of them, which lose all digits when values are large and close together, and which the
 * engine could not compute in the way that it does in GROUP BY.
 */
final class Convertlets implements SqlRexConvertletTable {
  static final Convertlets INSTANCE = new Convertlets();

  /**
   * Casts that Calcite would compute, or take apart, by its own rules, if it knew them for casts:
   * {@code CAST(2.7 AS INT)} is 2 and not 3, and {@code CAST(CAST(1 AS DOUBLE) AS STRING)} is 1.0
   * and not 1.
   */
  private static final SqlFunction OPAQUE_CAST = opaque("CAST");

  private static final SqlFunction OPAQUE_TRY_CAST = opaque("TRY_CAST");

  private static final SqlFunction DATE_ADD = opaque("DATE_ADD");

  private static final SqlFunction DATE_SUB = opaque("DATE_SUB");

  private static final Set<SqlKind> KEPT =
      Set.of(
          SqlKind.AVG,
          SqlKind.STDDEV_POP,
          SqlKind.STDDEV_SAMP,
          SqlKind.VAR_POP,
          SqlKind.VAR_SAMP,
          SqlKind.COVAR_POP,
          SqlKind.COVAR_SAMP,
          SqlKind.REGR_SXX,
          SqlKind.REGR_SYY);

  private Convertlets() {}

  @Override
  public SqlRexConvertlet get(SqlCall call) {
    if (call.getOperator() instanceof CastFunction) {
      return Convertlets::cast;
    } else if (call.getOperator() instanceof PlusOperator) {
      return Convertlets::plus;
    } else if (call.getOperator() instanceof MinusOperator) {
      return Convertlets::minus;
    } else if (KEPT.contains(call.getKind())) {
      return Convertlets::kept;
    } else if (call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
      return Convertlets::array;
    }
    return StandardConvertletTable.INSTANCE.get(call);
  }

  private static RexNode kept(SqlRexContext context, SqlCall call) {
    List<RexNode> operands =
        call.getOperandList().stream().map(context::convertExpression).toList();
    return context.getRexBuilder().makeCall(call.getOperator(), operands);
  }

  /** NULL among elements has their type; Calcite does not find one for it beside arrays. */
  private static RexNode array(SqlRexContext context, SqlCall call) {
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    RelDataType element = type.getComponentType();
    if (element == null
        || call.getOperandList().stream().noneMatch(o -> SqlUtil.isNullLiteral(o, false))) {
      return StandardConvertletTable.INSTANCE.get(call).convertCall(context, call);
    }
    List<RexNode> elements = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      elements.add(
          SqlUtil.isNullLiteral(operand, false)
              ? context.getRexBuilder().makeNullLiteral(element)
              : context.convertExpression(operand));
    }
    return context.getRexBuilder().makeCall(type, call.getOperator(), elements);
  }

  private static RexNode plus(SqlRexContext context, SqlCall call) {
    RelDataType left = context.getValidator().getValidatedNodeType(call.operand(0));
    RelDataType right = context.getValidator().getValidatedNodeType(call.operand(1));
    if (PlusOperator.isDateAndDays(left, right)) {
      return shifted(context, call, DATE_ADD, call.operand(0), call.operand(1));
    } else if (PlusOperator.isDateAndDays(right, left)) {
      return shifted(context, call, DATE_ADD, call.operand(1), call.operand(0));
    }
    return standard(context, call, SqlStdOperatorTable.PLUS);
  }

  /** A date, some days later or earlier. */
  private static RexNode shifted(
      SqlRexContext context, SqlCall call, SqlFunction by, SqlNode date, SqlNode days) {
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    return context
        .getRexBuilder()
        .makeCall(
            type, by, List.of(context.convertExpression(date), context.convertExpression(days)));
  }

  private static RexNode minus(SqlRexContext context, SqlCall call) {
    RelDataType left = context.getValidator().getValidatedNodeType(call.operand(0));
    RelDataType right = context.getValidator().getValidatedNodeType(call.operand(1));
    if (PlusOperator.isDateAndDays(left, right)) {
      return shifted(context, call, DATE_SUB, call.operand(0), call.operand(1));
    }
    if (!MinusOperator.isBetweenDates(left, right)) {
      return standard(context, call, SqlStdOperatorTable.MINUS);
    }
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    List<RexNode> operands =
        List.of(
            context.convertExpression(call.operand(0)), context.convertExpression(call.operand(1)));
    return context.getRexBuilder().makeCall(type, SqlStdOperatorTable.MINUS_DATE, operands);
  }

  private static SqlFunction opaque(String name) {
    return SqlBasicFunction.create(name, ReturnTypes.ARG0, OperandTypes.ANY);
  }

  private static RexNode cast(SqlRexContext context, SqlCall call) {
    if (call.operand(1) instanceof SqlIntervalQualifier) {
      return standard(context, call, SqlStdOperatorTable.CAST);
    }
    RexBuilder rexBuilder = context.getRexBuilder();
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    if (SqlUtil.isNullLiteral(call.operand(0), false)) {
      return rexBuilder.makeNullLiteral(type);
    }
    RexNode operand = context.convertExpression(call.operand(0));
    boolean safe = call.getKind() == SqlKind.SAFE_CAST;
    if (isOurs(operand.getType(), type)) {
      SqlFunction function = safe ? OPAQUE_TRY_CAST : OPAQUE_CAST;
      return rexBuilder.makeCall(type, function, List.of(operand));
    }
    return operand instanceof RexLiteral
        ? rexBuilder.makeCast(call.getParserPosition(), type, operand, safe, safe)
        : rexBuilder.makeAbstractCast(call.getParserPosition(), type, operand, safe);
  }

  private static boolean isOurs(RelDataType from, RelDataType to) {
    boolean losesFraction =
        SqlTypeUtil.isIntType(to) && SqlTypeUtil.isNumeric(from) && !SqlTypeUtil.isIntType(from);
    boolean writesText = SqlTypeUtil.inCharFamily(to) && !SqlTypeUtil.inCharFamily(from);
    return losesFraction || writesText;
  }

  /** As if the call were one of Calcite's operator. */
  private static RexNode standard(SqlRexContext context, SqlCall call, SqlOperator operator) {
    SqlCall plain = operator.createCall(call.getParserPosition(), call.getOperandList());
    context
        .getValidator()
        .setValidatedNodeType(plain, context.getValidator().getValidatedNodeType(call));
    return StandardConvertletTable.INSTANCE.get(plain).convertCall(context, plain);
  }
}
