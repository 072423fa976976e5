package io.rheo.engine.codegen;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the class of a stage: the condition as one loop that writes the selection, then one loop a
 * computed column; each in a variant for batches without NULLs and in one for all.
 */
final class StageSource {
  static final String CLASS_NAME = "io.rheo.engine.codegen.generated.GeneratedStage";

  private final RowType input;
  private final Optional<Expr> condition;
  private final List<Expr> exprs;
  private final int keptCount;
  private final int sharedCount;
  private final ClassCode classCode = new ClassCode();
  private final List<Boolean> mayBeNull = new ArrayList<>();

  /**
   * @param exprs to compute, the shared ones first, each after those that it contains
   * @param keptCount how many of the shared ones, the first, the condition computes
   */
  StageSource(
      RowType input, Optional<Expr> condition, List<Expr> exprs, int keptCount, int sharedCount) {
    this.input = input;
    this.condition = condition;
    this.exprs = exprs;
    this.keptCount = keptCount;
    this.sharedCount = sharedCount;
  }

  /** The source of the whole class. */
  String write() {
    condition.ifPresent(this::addFilters);
    for (int i = 0; i < keptCount; i++) {
      mayBeNull.add(true); // known once it is computed
    }
    for (int i = keptCount; i < exprs.size(); i++) {
      addMethod("p" + i, i, false);
      addMethod("q" + i, i, true);
    }
    addBind();
    addBindShared();
    addDispatch();
    return """
        package io.rheo.engine.codegen.generated;

        %s
        public final class GeneratedStage extends StageCode {
        %s}
        """
        .formatted(Imports.TEXT, classCode.source());
  }

  /** What an instance is given. Known after writing. */
  List<Injected> injected() {
    return classCode.injected();
  }

  /**
   * Whether computation {@code i} can be NULL although no column has NULLs. Known after writing.
   */
  boolean mayBeNull(int i) {
    return mayBeNull.get(i);
  }

  private void addFilters(Expr filter) {
    addFilter(filter, "filterPlain", false);
    addFilter(filter, "filterNulls", true);
  }

  private void addFilter(Expr filter, String name, boolean nulls) {
    RowCode code = new RowCode(classCode, nulls, Map.of(), Splits.methods(filter));
    boolean canPass = true;
    for (Expr conjunct : Exprs.conjuncts(filter)) {
      Value test = code.emit(conjunct);
      if (test.alwaysNull() || test.code().equals("false")) {
        canPass = false; // nothing may follow: Java refuses statements that are never reached
        break;
      }
      // NULL ends it like FALSE, so that errors do not depend on which other rows have NULLs.
      code.statement("if (!(" + LogicCode.isTrue(test) + ")) { continue; }");
    }
    if (canPass) {
      keep(code);
      code.statement("selection[m++] = i;");
    }
    classCode.addMember(
        """
          // WHERE %s
          private int %s(int from, int to, int count) {
            final int[] selection = this.selection;
        %s%s    int m = count;
            final int k = 0; // methods of a large condition take it; no shared column is read here
            for (int i = from; i < to; i++) {
        %s            }
            return m;
          }
        """
            .formatted(
                JavaText.comment(filter.toString()), name, code.arrays(), builders(), code.body()));
  }

  /** A row passes: what the columns need of the condition is appended. */
  private void keep(RowCode code) {
    List<Value> values = code.emitAll(exprs.subList(0, keptCount));
    for (int i = 0; i < keptCount; i++) {
      code.statement(KeptExprs.append("kept" + i, exprs.get(i), values.get(i)));
    }
  }

  private String builders() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < keptCount; i++) {
      String type = ColumnBuilder.of(exprs.get(i).type()).getClass().getName();
      text.append("    final %s kept%d = (%s) kept[%d];\n".formatted(type, i, type, i));
    }
    return text.toString();
  }

  private void addMethod(String name, int index, boolean nulls) {
    Expr expr = exprs.get(index);
    RowCode code = new RowCode(classCode, nulls, sharedBefore(index), Splits.methods(expr));
    Value value = code.emit(expr);
    if (!nulls) {
      mayBeNull.add(value.mayBeNull());
    }
    Storage storage = expr.type().storage();
    classCode.addMember(
        """
          // %s
          private void %s(int from, int to) {
        %s%s%s    for (int k = from; k < to; k++) {
              final int i = %s;
        %s%s    }
          }
        """
            .formatted(
                JavaText.comment(expr.toString()),
                name,
                code.arrays(),
                condition.isPresent() ? "    final int[] selection = this.selection;\n" : "",
                ColumnWriter.locals(storage, value),
                condition.isPresent() ? "selection[k]" : "k",
                code.body(),
                ColumnWriter.write(storage, value)));
  }

  /** The shared expressions that computation {@code index} may read. */
  private Map<Expr, Integer> sharedBefore(int index) {
    Map<Expr, Integer> shared = new HashMap<>();
    for (int i = 0; i < Math.min(index, sharedCount); i++) {
      shared.put(exprs.get(i), i);
    }
    return shared;
  }

  private void addBind() {
    Set<Integer> used = new TreeSet<>();
    condition.ifPresent(expr -> used.addAll(Computation.columnsOf(expr)));
    exprs.forEach(expr -> used.addAll(Computation.columnsOf(expr)));
    StringBuilder fields = new StringBuilder();
    StringBuilder body = new StringBuilder();
    for (int column : used) {
      Storage storage = input.type(column).storage();
      fields.append(ColumnCode.fields("c" + column, storage));
      body.append(ColumnCode.bind("c" + column, storage, "input.column(" + column + ")"));
    }
    classCode.addMember(
        fields
            + "  public void bind(Batch input) {\n    rowCount = input.rowCount();\n"
            + body
            + "  }\n");
  }

  private void addBindShared() {
    StringBuilder fields = new StringBuilder();
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < sharedCount; i++) {
      Storage storage = exprs.get(i).type().storage();
      fields.append(ColumnCode.fields("t" + i, storage));
      cases.append("    if (index == ").append(i).append(") {\n");
      cases.append(ColumnCode.bind("t" + i, storage, "column")).append("    }\n");
    }
    classCode.addMember(
        fields + "  public void bindShared(int index, Column column) {\n" + cases + "  }\n");
  }

  private void addDispatch() {
    String filter =
        condition.isPresent()
            ? "nulls ? filterNulls(from, to, count) : filterPlain(from, to, count)"
            : "count";
    StringBuilder cases = new StringBuilder();
    for (int i = keptCount; i < exprs.size(); i++) {
      cases.append(
          "      case %d: if (nulls) { q%d(from, to); } else { p%d(from, to); } break;\n"
              .formatted(i, i, i));
    }
    classCode.addMember(
        """
          public int filter(boolean nulls, int from, int to, int count) {
            return %s;
          }

          public void compute(int column, boolean nulls, int from, int to) {
            switch (column) {
        %s      default: throw new IllegalArgumentException("column " + column);
            }
          }
        """
            .formatted(filter, cases));
  }
}
