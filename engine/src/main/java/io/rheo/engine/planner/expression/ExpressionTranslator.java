package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import io.rheo.sql.validate.UserFunction;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;

/**
 * Translates Calcite's row expressions to ours. An operator is looked up by kind, then by name;
 * what we have no kernel for becomes a call of Calcite's own implementation. Throws {@link
 * NotSupportedException} for what neither can compute.
 */
public final class ExpressionTranslator {
  private final RexBuilder rexBuilder;
  private final List<Expr.Literal> parameters;
  private final Coercion coercion;

  /**
   * A translator for one statement.
   *
   * @param zone on whose clock TIMESTAMP_LTZ is shown and read
   * @param parameters the values of the statement's {@code ?}, in order
   */
  public ExpressionTranslator(RexBuilder rexBuilder, ZoneId zone, List<Expr.Literal> parameters) {
    this.rexBuilder = rexBuilder;
    this.parameters = List.copyOf(parameters);
    coercion = new Coercion(zone.getId());
  }

  /** A condition and projections over one input. */
  public record Program(Optional<Expr> condition, List<Expr> projections) {
    public Program {
      projections = List.copyOf(projections);
    }
  }

  /** Translates a program; its common sub-expressions stay equal, and are computed once. */
  public Program translate(RexProgram program) {
    Optional<Expr> condition =
        Optional.ofNullable(program.getCondition())
            .map(program::expandLocalRef)
            .map(this::translate);
    List<Expr> projections = new ArrayList<>();
    for (int i = 0; i < program.getProjectList().size(); i++) {
      Expr projection = translate(program.expandLocalRef(program.getProjectList().get(i)));
      RelDataType wanted = program.getOutputRowType().getFieldList().get(i).getType();
      projections.add(coercion.to(DataTypes.of(wanted), projection));
    }
    return new Program(condition, projections);
  }

  /** What UNNEST takes: an ARRAY, a MAP, or for a MULTISET the array of its elements. */
  public Expr collection(RexNode node) {
    return CollectionTranslations.collection(this, node);
  }

  /** Translates an expression over the columns of one input. */
  public Expr translate(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return new Expr.InputRef(ref.getIndex(), DataTypes.of(ref.getType()));
    } else if (node instanceof RexLiteral literal) {
      return RexLiterals.of(literal);
    } else if (node instanceof RexCall call) {
      return call(call);
    } else if (node instanceof RexFieldAccess access) {
      return member(access);
    } else if (node instanceof RexDynamicParam parameter) {
      return parameter(parameter);
    }
    throw new NotSupportedException("the expression " + node);
  }

  private Expr call(RexCall call) {
    if (call.getOperator() instanceof UserFunction) {
      return UserCalls.translate(this, call);
    }
    Translation translation = Translations.find(call);
    Expr expr = translation == null ? null : translation.apply(this, call);
    return expr != null ? expr : LibraryFunctions.translate(this, call);
  }

  private Expr member(RexFieldAccess access) {
    Expr row = translate(access.getReferenceExpr());
    Expr index = new Expr.Literal(access.getField().getIndex(), Types.INTEGER);
    return new Expr.Call("ITEM", List.of(row, index), DataTypes.of(access.getType()));
  }

  private Expr parameter(RexDynamicParam parameter) {
    if (parameter.getIndex() >= parameters.size()) {
      throw new NotSupportedException(
          "parameter " + (parameter.getIndex() + 1) + " without a value");
    }
    return coercion.to(DataTypes.of(parameter.getType()), parameters.get(parameter.getIndex()));
  }

  /** What a call of a user's function calls; its result is not looked at. */
  public UserCalls userCall(RexCall call) {
    return UserCalls.of(this, call);
  }

  /** The operand with this index. */
  Expr operand(RexCall call, int index) {
    return translate(call.getOperands().get(index));
  }

  List<Expr> operands(RexCall call) {
    return call.getOperands().stream().map(this::translate).toList();
  }

  RexBuilder rexBuilder() {
    return rexBuilder;
  }

  Coercion coercion() {
    return coercion;
  }
}
