package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Functions that static methods implement. A function is one line in the table of its family, such
 * as {@link TextFunctionTable}, and one method of a class in {@code kernel}.
 */
public final class Functions {
  private static final Map<String, List<Signature>> TABLE = table();

  private Functions() {}

  private static Map<String, List<Signature>> table() {
    Map<String, List<Signature>> table = new HashMap<>();
    TimeFunctionTable.addTo(table);
    TextFunctionTable.addTo(table);
    EncodingFunctionTable.addTo(table);
    NumberFunctionTable.addTo(table);
    return Map.copyOf(table);
  }

  /** The names of all these functions. */
  public static Set<String> names() {
    return TABLE.keySet();
  }

  /**
   * The types that arguments must have, given what they are: empty for an argument that may have
   * any. Empty as a whole if there is no such call.
   */
  public static Optional<List<Optional<TypeName>>> parameters(
      String name, List<DataType> arguments) {
    return find(name, arguments)
        .map(
            signature -> {
              List<Optional<TypeName>> types = new ArrayList<>();
              for (int i = 0; i < arguments.size(); i++) {
                types.add(Optional.ofNullable(signature.parameter(i)));
              }
              return types;
            });
  }

  /** Whether a call with these arguments can be NULL although none of them is. */
  public static boolean mayBeNull(String name, List<DataType> arguments) {
    return find(name, arguments).orElseThrow().nulls() != Signature.Nulls.STRICT;
  }

  /** The first that fits; else the first whose first parameter does; else the first. */
  private static Optional<Signature> find(String name, List<DataType> arguments) {
    List<Signature> candidates =
        TABLE.getOrDefault(name, List.of()).stream()
            .filter(signature -> signature.takes(arguments.size()))
            .toList();
    return candidates.stream()
        .filter(signature -> signature.fits(arguments))
        .findFirst()
        .or(
            () ->
                candidates.stream()
                    .filter(signature -> signature.fits(arguments.subList(0, 1)))
                    .findFirst())
        .or(() -> candidates.stream().findFirst());
  }

  /** The signature of a call whose arguments have the types of its parameters. */
  static Signature of(Expr.Call call) {
    return find(call.operator(), call.operands().stream().map(Expr::type).toList()).orElseThrow();
  }
}
