package io.rheo.engine.codegen;

import static io.rheo.engine.codegen.Signature.nullable;
import static io.rheo.engine.codegen.Signature.strict;

import io.rheo.engine.type.TypeName;
import java.util.List;
import java.util.Map;

/** Functions of numbers that are more than an operator of Java. */
final class NumberFunctionTable {
  private static final TypeName INTEGER = TypeName.INTEGER;
  private static final TypeName BIGINT = TypeName.BIGINT;
  private static final TypeName DOUBLE = TypeName.DOUBLE;

  private NumberFunctionTable() {}

  static void addTo(Map<String, List<Signature>> table) {
    table.put("LN", List.of(strict("Math.log", DOUBLE)));
    table.put("LOG10", List.of(strict("Math.log10", DOUBLE)));
    table.put("LOG2", List.of(strict("Maths.log2", DOUBLE)));
    table.put("LOG", List.of(strict("Math.log", DOUBLE), strict("Maths.log", DOUBLE, DOUBLE)));
    table.put("$ONE_ROW", List.of(strict("Maths.isOneRow", BIGINT)));
    table.put("GCD", List.of(strict("Maths.greatestDivisor", BIGINT, BIGINT)));
    table.put("LCM", List.of(strict("Maths.leastMultiple", BIGINT, BIGINT)));
    table.put(
        "WIDTH_BUCKET", List.of(strict("Maths.widthBucket", DOUBLE, DOUBLE, DOUBLE, INTEGER)));
    table.put("BIN", List.of(strict("Maths.bin", BIGINT)));
    table.put(
        "CONV",
        List.of(
            nullable("Maths.convert", TypeName.VARCHAR, INTEGER, INTEGER),
            nullable("Maths.convert", BIGINT, INTEGER, INTEGER)));
  }
}
