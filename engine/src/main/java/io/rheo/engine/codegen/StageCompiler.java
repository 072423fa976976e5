package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles a condition and projections over one input. A stage that only picks columns, or adds
 * constants, needs no code; the others cost about two milliseconds, once a distinct source.
 */
public final class StageCompiler {
  private StageCompiler() {}

  /**
   * Compiles one stage.
   *
   * @param condition BOOLEAN; rows where it is FALSE or NULL are left out
   * @param projections the columns of the output
   */
  public static CompiledStage compile(
      RowType input, Optional<Expr> condition, List<Expr> projections, RowType output) {
    checkTypes(projections, output);
    return compile(
        input,
        condition.map(Splits::narrowed),
        projections.stream().map(Splits::narrowed).toList());
  }

  /**
   * Whether what Calcite wrote for a function compiles: for some types of arguments that it takes
   * it does not. Costs a compilation for a call that is new.
   */
  public static boolean isCompilable(Expr.LibraryCall call) {
    List<Field> columns = new ArrayList<>();
    List<Expr> operands = new ArrayList<>();
    for (Expr operand : call.operands()) {
      operands.add(new Expr.InputRef(columns.size(), operand.type()));
      columns.add(new Field("a" + columns.size(), operand.type()));
    }
    Expr alone =
        new Expr.LibraryCall(call.name(), call.constants(), call.source(), operands, call.type());
    StageSource source =
        new StageSource(new RowType(columns), Optional.empty(), List.of(alone), 0, 0);
    return StageClasses.isCompilable(source.write());
  }

  private static CompiledStage compile(
      RowType input, Optional<Expr> condition, List<Expr> projections) {
    List<Expr> computed = new ArrayList<>(new LinkedHashSet<>(projections));
    computed.removeIf(expr -> !isComputed(expr));
    List<Expr> kept = KeptExprs.of(condition, computed);
    List<Expr> shared = new ArrayList<>(kept);
    shared.addAll(SharedExprs.of(computed, kept));
    computed.removeAll(shared);
    List<Expr> exprs = new ArrayList<>(shared);
    exprs.addAll(computed);
    List<OutputColumn> outputs =
        projections.stream().map(projection -> outputColumn(projection, exprs)).toList();
    if (condition.isEmpty() && exprs.isEmpty()) {
      return new CompiledStage(input, condition, outputs, List.of(), 0, 0, CompiledClass.NONE);
    }
    StageSource source = new StageSource(input, condition, exprs, kept.size(), shared.size());
    String text = source.write();
    List<Computation> computations = new ArrayList<>();
    for (int i = 0; i < exprs.size(); i++) {
      computations.add(computation(exprs.get(i), shared, i, source.mayBeNull(i)));
    }
    return new CompiledStage(
        input,
        condition,
        outputs,
        computations,
        kept.size(),
        shared.size(),
        CompiledClass.of(text, source.injected()));
  }

  private static void checkTypes(List<Expr> projections, RowType output) {
    if (projections.size() != output.size()) {
      throw new IllegalArgumentException(
          projections.size() + " projections for " + output.size() + " columns");
    }
    for (int i = 0; i < projections.size(); i++) {
      if (projections.get(i).type().storage() != output.type(i).storage()) {
        throw new IllegalArgumentException(
            projections.get(i).type() + " projected to column " + output.fields().get(i));
      }
    }
  }

  private static boolean isComputed(Expr expr) {
    return !(expr instanceof Expr.InputRef) && !(expr instanceof Expr.Literal);
  }

  private static OutputColumn outputColumn(Expr projection, List<Expr> exprs) {
    if (projection instanceof Expr.InputRef ref) {
      return new OutputColumn.Input(ref.column());
    } else if (projection instanceof Expr.Literal literal) {
      return new OutputColumn.Constant(literal);
    }
    return new OutputColumn.Computed(exprs.indexOf(projection));
  }

  private static Computation computation(
      Expr expr, List<Expr> shared, int index, boolean mayBeNull) {
    Set<Integer> earlier = new LinkedHashSet<>();
    List<Expr> before = shared.subList(0, Math.min(index, shared.size()));
    for (Expr candidate : before) {
      Exprs.forEach(
          expr,
          part -> {
            if (part.equals(candidate)) {
              earlier.add(shared.indexOf(candidate));
            }
          });
    }
    boolean hasZero =
        expr.type().storage() != Storage.BYTES && expr.type().storage() != Storage.OBJECT;
    boolean masked = hasZero && !mayBeNull && Exprs.isMaskable(expr);
    return new Computation(
        expr,
        Computation.columnsOf(expr),
        Computation.columnsOf(expr, before),
        earlier,
        mayBeNull,
        masked);
  }
}
