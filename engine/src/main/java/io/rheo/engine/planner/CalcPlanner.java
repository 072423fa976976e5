package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.planner.expression.ExpressionTranslator;
import io.rheo.engine.type.DataType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLocalRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexShuttle;

/** Filters and projections. */
final class CalcPlanner implements NodePlanner<Calc> {
  @Override
  public PhysicalNode plan(Calc rel, BitSet wanted, PhysicalPlanner planner) {
    if (rel.getInput() instanceof Window window) {
      Optional<PhysicalNode> ranked = RankPlanner.plan(rel, window, wanted, planner);
      if (ranked.isPresent()) {
        return ranked.get();
      }
    }
    ExpressionTranslator.Program program = planner.expressions().translate(rel.getProgram());
    Optional<Expr> condition = program.condition();
    List<Expr> projections = wanted(program.projections(), wanted);
    BitSet inputs = new BitSet();
    condition.ifPresent(expr -> ExprMapping.collect(expr, inputs));
    projections.forEach(expr -> ExprMapping.collect(expr, inputs));
    PhysicalNode input = planner.plan(rel.getInput(), inputs);
    RepeatedCalls.check(input, Stream.concat(condition.stream(), projections.stream()), planner);
    if (input.traits().updating()) {
      ChangingFunctions.check(rel.getProgram(), condition, projections, planner);
    }
    PhysicalNode calc =
        CalcBuilder.calc(input, condition, projections, rel.getRowType().getFieldNames());
    return ScanNarrowing.narrowed(calc, planner.sources());
  }

  /**
   * A calculation over one constant row, as one over other rows: its input columns are replaced by
   * their constants, and what else it reads (parameters) are columns of {@code rows}.
   */
  static PhysicalNode constants(
      Calc rel, Values constants, PhysicalNode rows, PhysicalPlanner planner) {
    RexProgram program = rel.getProgram();
    RexShuttle inline =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return constants.getTuples().get(0).get(ref.getIndex());
          }
        };
    List<Expr> projections = new ArrayList<>();
    for (RexLocalRef ref : program.getProjectList()) {
      RexNode constant = program.expandLocalRef(ref).accept(inline);
      projections.add(planner.expressions().translate(Expressions.parametersAsColumns(constant)));
    }
    return CalcBuilder.calc(rows, Optional.empty(), projections, rel.getRowType().getFieldNames());
  }

  /** The projections with a constant for each that is not used. */
  static List<Expr> wanted(List<Expr> projections, BitSet wanted) {
    List<Expr> result = new ArrayList<>();
    for (int i = 0; i < projections.size(); i++) {
      Expr projection = projections.get(i);
      result.add(wanted.get(i) ? projection : unused(projection.type()));
    }
    return result;
  }

  private static Expr unused(DataType type) {
    return new Expr.Literal(null, type.withNullable(true));
  }
}
