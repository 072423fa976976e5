package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Functions that are NULL when an argument is NULL and that a static method implements. A function
 * is one line here and one method of a family's class in {@code kernel}.
 */
public final class Functions {
  /**
   * One way to call a function.
   *
   * @param mayBeNull whether the method returns {@code null} for NULL
   */
  private record Signature(String method, boolean mayBeNull, List<TypeName> parameters) {}

  private static final TypeName STRING = TypeName.VARCHAR;

  private static final Map<String, List<Signature>> TABLE =
      Map.of(
          "DATE_FORMAT",
          List.of(
              strict("DateFormats.format", TypeName.TIMESTAMP, STRING),
              nullable("DateFormats.reformat", STRING, STRING)),
          "TO_TIMESTAMP",
          List.of(
              nullable("DateFormats.parse", STRING), nullable("DateFormats.parse", STRING, STRING)),
          "TO_TIMESTAMP_LTZ",
          List.of(
              strict("DateFormats.ofEpoch", TypeName.BIGINT),
              strict("DateFormats.ofEpoch", TypeName.BIGINT, TypeName.INTEGER)),
          "SPLIT_INDEX",
          List.of(nullable("TextParts.splitIndex", STRING, STRING, TypeName.INTEGER)),
          "REGEXP_EXTRACT",
          List.of(
              nullable("TextParts.regexpExtract", STRING, STRING),
              nullable("TextParts.regexpExtract", STRING, STRING, TypeName.INTEGER)));

  private Functions() {}

  private static Signature strict(String method, TypeName... parameters) {
    return new Signature(method, false, List.of(parameters));
  }

  private static Signature nullable(String method, TypeName... parameters) {
    return new Signature(method, true, List.of(parameters));
  }

  /** The names of all these functions. */
  public static Set<String> names() {
    return TABLE.keySet();
  }

  /** The types that arguments must have, given what they are; empty if there is no such call. */
  public static Optional<List<TypeName>> parameters(String name, List<DataType> arguments) {
    return find(name, arguments).map(Signature::parameters);
  }

  private static Optional<Signature> find(String name, List<DataType> arguments) {
    List<Signature> candidates =
        TABLE.getOrDefault(name, List.of()).stream()
            .filter(signature -> signature.parameters.size() == arguments.size())
            .toList();
    return candidates.stream()
        .filter(signature -> isText(signature.parameters.get(0)) == isText(arguments.get(0).name()))
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  private static boolean isText(TypeName name) {
    return name == TypeName.VARCHAR || name == TypeName.CHAR;
  }

  static Map<String, Kernel> kernels() {
    Map<String, Kernel> kernels = new HashMap<>();
    for (String name : TABLE.keySet()) {
      // The source asks for the signature again, with the types of the call.
      boolean mayBeNull = TABLE.get(name).stream().anyMatch(Signature::mayBeNull);
      kernels.put(name, new Kernel((c, a) -> source(name, c, a, mayBeNull), false, mayBeNull));
    }
    return kernels;
  }

  private static String source(String name, Expr.Call call, List<String> arguments, boolean boxed) {
    List<DataType> types = call.operands().stream().map(Expr::type).toList();
    Signature signature = find(name, types).orElseThrow();
    String result = signature.method + "(" + String.join(", ", arguments) + ")";
    boolean primitive = call.type().storage() == io.rheo.engine.type.Storage.LONG;
    return boxed && primitive && !signature.mayBeNull ? "Long.valueOf(" + result + ")" : result;
  }
}
