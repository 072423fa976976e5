package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the statements that compute expressions for one row: input row {@code i}, output row
 * {@code k}. Equal sub-expressions are computed once; operands that SQL need not evaluate are
 * evaluated only where they are needed, so that their errors do not count.
 */
final class RowCode {
  final ClassCode classCode;
  private final boolean inputsMayBeNull;
  private final Map<Expr, Integer> shared;
  private final Set<Expr> methods;
  private final StringBuilder body = new StringBuilder();
  private final TreeSet<Integer> columns = new TreeSet<>();
  private final TreeSet<Integer> sharedUsed = new TreeSet<>();
  private Map<Expr, Value> known = new HashMap<>();
  private final Map<Integer, Expr.InputRef> columnTypes = new HashMap<>();

  /**
   * @param inputsMayBeNull whether code for NULLs in columns is wanted
   * @param shared sub-expressions that are columns of their own, by index
   * @param methods sub-expressions that are computed in methods of their own
   */
  RowCode(
      ClassCode classCode, boolean inputsMayBeNull, Map<Expr, Integer> shared, Set<Expr> methods) {
    this.classCode = classCode;
    this.inputsMayBeNull = inputsMayBeNull;
    this.shared = shared;
    this.methods = methods;
  }

  /** Writes what computes {@code expr} and returns where the result is. */
  Value emit(Expr expr) {
    Value value = known.get(expr);
    if (value == null) {
      value = compute(expr);
      known.put(expr, value);
    }
    return value;
  }

  private Value compute(Expr expr) {
    if (methods.contains(expr)) {
      return callMethod(expr);
    }
    Integer index = shared.get(expr);
    if (index != null) {
      sharedUsed.add(index);
      return column("t" + index, "k", expr.type().storage());
    }
    if (expr instanceof Expr.InputRef ref) {
      columns.add(ref.column());
      columnTypes.put(ref.column(), ref);
      return column("c" + ref.column(), "i", ref.type().storage());
    } else if (expr instanceof Expr.Literal literal) {
      return Literals.value(literal, classCode);
    } else if (expr instanceof Expr.LibraryCall call) {
      return LibraryCode.emit(this, call);
    } else if (expr instanceof Expr.UserCall call) {
      return UserCode.emit(this, call);
    }
    Expr.Call call = (Expr.Call) expr;
    LogicCode.Form form = LogicCode.FORMS.get(call.operator());
    return form != null ? form.emit(this, call) : strict(call);
  }

  /** Computes a sub-expression in a method of its own, which leaves the result in fields. */
  private Value callMethod(Expr expr) {
    Set<Expr> others = new HashSet<>(methods);
    others.remove(expr);
    RowCode inner = new RowCode(classCode, inputsMayBeNull, shared, others);
    Value value = inner.emit(expr);
    String name = classCode.newName("part");
    String type = JavaTypes.name(expr.type().storage());
    classCode.addMember(
        """
          private %s %s;
          private boolean %sIsNull;

          private void %s(int i, int k) {
        %s%s      %s = %s;
              %sIsNull = %s;
          }
        """
            .formatted(
                type,
                name,
                name,
                name,
                inner.arrays(),
                inner.body(),
                name,
                value.code(),
                name,
                value.isNull()));
    statement(name + "(i, k);");
    Value result = new Value(classCode.newName("v"), classCode.newName("n"));
    statement(type + " " + result.code() + " = " + name + ";");
    if (!value.mayBeNull()) {
      return Value.notNull(result.code());
    }
    statement("boolean " + result.isNull() + " = " + name + "IsNull;");
    return result;
  }

  private Value column(String array, String row, Storage storage) {
    String name = classCode.newName("v");
    switch (storage) {
      case BOOLEAN -> statement("boolean " + name + " = " + array + "[" + row + "] != 0;");
      case DECIMAL128 ->
          statement(
              "Int128 %s = new Int128(%s[%s], %sl[%s]);".formatted(name, array, row, array, row));
      case BYTES ->
          statement(
              "Slice %s = new Slice(%s, %ss[%s], %sl[%s]);"
                  .formatted(name, array, array, row, array, row));
      case INT, LONG, DOUBLE, OBJECT ->
          statement(JavaTypes.name(storage) + " " + name + " = " + array + "[" + row + "];");
    }
    if (!inputsMayBeNull) {
      return Value.notNull(name);
    }
    String isNull = classCode.newName("n");
    statement("boolean %s = (%sv[%s >> 6] >>> %s & 1L) == 0L;".formatted(isNull, array, row, row));
    return new Value(name, isNull);
  }

  /** Whether a sub-expression is computed anyway, for others too. */
  boolean isAtHand(Expr expr) {
    return known.containsKey(expr) || shared.containsKey(expr) || methods.contains(expr);
  }

  /** An operator that is NULL if one of its operands is. */
  Value strict(Expr.Call call) {
    Kernel kernel = Kernels.of(call);
    List<Value> operands = emitAll(call.operands());
    List<String> codes = operands.stream().map(Value::code).toList();
    String source = kernel.source().of(call, codes);
    return whereNotNull(operands, call.type().storage(), source, kernel.mayBeNull());
  }

  List<Value> emitAll(List<Expr> exprs) {
    List<Value> values = new ArrayList<>();
    for (Expr expr : exprs) {
      values.add(emit(expr));
    }
    return values;
  }

  /**
   * A variable that is {@code source} where no operand is NULL.
   *
   * @param mayBeNull whether the source itself can be {@code null}; then it is of a reference type
   */
  Value whereNotNull(List<Value> operands, Storage storage, String source, boolean mayBeNull) {
    if (operands.stream().anyMatch(Value::alwaysNull)) {
      return new Value(JavaTypes.zero(storage), Value.YES);
    }
    String type = JavaTypes.name(storage);
    String name = classCode.newName("v");
    String isNull = anyNull(operands);
    if (isNull.equals(Value.NO) && !mayBeNull) {
      statement(type + " " + name + " = " + source + ";");
      return Value.notNull(name);
    }
    String nullName = classCode.newName("n");
    statement("boolean " + nullName + " = " + isNull + ";");
    statement(type + " " + name + " = " + JavaTypes.zero(storage) + ";");
    open("if (!" + nullName + ")");
    if (mayBeNull) {
      assignUnlessNull(storage, source, name, nullName);
    } else {
      statement(name + " = " + source + ";");
    }
    close();
    return new Value(name, nullName);
  }

  private void assignUnlessNull(Storage storage, String source, String name, String nullName) {
    String box = classCode.newName("o");
    statement(boxType(storage) + " " + box + " = " + source + ";");
    statement(nullName + " = " + box + " == null;");
    open("if (!" + nullName + ")");
    statement(name + " = " + unbox(storage, box) + ";");
    close();
  }

  static String boxType(Storage storage) {
    return switch (storage) {
      case BOOLEAN -> "Boolean";
      case INT -> "Integer";
      case LONG -> "Long";
      case DOUBLE -> "Double";
      case DECIMAL128, BYTES, OBJECT -> JavaTypes.name(storage);
    };
  }

  private static String unbox(Storage storage, String box) {
    return switch (storage) {
      case BOOLEAN -> box + ".booleanValue()";
      case INT -> box + ".intValue()";
      case LONG -> box + ".longValue()";
      case DOUBLE -> box + ".doubleValue()";
      case DECIMAL128, BYTES, OBJECT -> box;
    };
  }

  static String anyNull(List<Value> values) {
    List<String> tests =
        values.stream().filter(Value::mayBeNull).map(Value::isNull).distinct().toList();
    return tests.isEmpty() ? Value.NO : String.join(" || ", tests);
  }

  /** Declares a variable that a branch will assign to: NULL until then. */
  Value declare(Storage storage) {
    Value variable = new Value(classCode.newName("v"), classCode.newName("n"));
    statement(
        JavaTypes.name(storage) + " " + variable.code() + " = " + JavaTypes.zero(storage) + ";");
    statement("boolean " + variable.isNull() + " = true;");
    return variable;
  }

  void assign(Value variable, Value value) {
    if (!value.alwaysNull()) {
      statement(variable.code() + " = " + value.code() + ";");
    }
    statement(variable.isNull() + " = " + value.isNull() + ";");
  }

  void statement(String text) {
    body.append("      ").append(text).append('\n');
  }

  void open(String head) {
    statement(head + " {");
  }

  void close() {
    statement("}");
  }

  /** Runs {@code branch} in a block of its own: what it computes is not known after it. */
  void inBlock(String head, Runnable branch) {
    Map<Expr, Value> outside = known;
    known = new HashMap<>(outside);
    open(head);
    branch.run();
    close();
    known = outside;
  }

  String body() {
    return body.toString();
  }

  /** Local variables for the arrays that the statements read. */
  String arrays() {
    StringBuilder text = new StringBuilder();
    for (int column : columns) {
      text.append(
          ColumnCode.locals(
              "c" + column, columnTypes.get(column).type().storage(), inputsMayBeNull));
    }
    for (Map.Entry<Expr, Integer> entry : shared.entrySet()) {
      if (sharedUsed.contains(entry.getValue())) {
        text.append(
            ColumnCode.locals(
                "t" + entry.getValue(), entry.getKey().type().storage(), inputsMayBeNull));
      }
    }
    return text.toString();
  }
}
