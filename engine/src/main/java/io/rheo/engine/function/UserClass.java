package io.rheo.engine.function;

import io.rheo.function.UserDefinedFunction;
import io.rheo.sql.catalog.FunctionCode;
import io.rheo.sql.catalog.FunctionKind;
import io.rheo.sql.catalog.FunctionSignature;
import java.util.List;

/**
 * The Java class of a function. Two of them are equal only if they are the same: a class may be
 * loaded twice.
 */
public final class UserClass implements FunctionCode {
  private final Class<? extends UserDefinedFunction> type;
  private final FunctionKind kind;
  private final List<UserMethod> methods;
  private final boolean deterministic;

  UserClass(
      Class<? extends UserDefinedFunction> type,
      FunctionKind kind,
      List<UserMethod> methods,
      boolean deterministic) {
    this.type = type;
    this.kind = kind;
    this.methods = List.copyOf(methods);
    this.deterministic = deterministic;
  }

  public Class<? extends UserDefinedFunction> type() {
    return type;
  }

  /** In the order of {@link #signatures}. */
  public List<UserMethod> methods() {
    return methods;
  }

  @Override
  public FunctionKind kind() {
    return kind;
  }

  /** Of a table function the result is a ROW of its columns. */
  @Override
  public List<FunctionSignature> signatures() {
    return methods.stream().map(method -> method.signature(resultType(method))).toList();
  }

  private String resultType(UserMethod method) {
    String result = method.result().sqlType();
    return kind == FunctionKind.TABLE && !isRow(method) ? "ROW<f0 " + result + ">" : result;
  }

  /** Whether the result is a ROW: of a table function its columns, else one column. */
  public static boolean isRow(UserMethod method) {
    return method.result().sqlType().regionMatches(true, 0, "ROW<", 0, 4)
        || method.result().sqlType().regionMatches(true, 0, "ROW(", 0, 4);
  }

  @Override
  public boolean isDeterministic() {
    return deterministic;
  }

  @Override
  public String toString() {
    return type.getName();
  }
}
