package io.rheo.engine.expr;

import java.util.Set;

/** Which expressions may give another result for the same row. */
public final class Determinism {
  private static final Set<String> RANDOM =
      Set.of("RAND", "RAND_INTEGER", "UUID", "RANDOM", "RANDOM_UUID");

  /** The clock of the step: one result a step, another in the next. */
  private static final String CLOCK = "NOW";

  private Determinism() {}

  /** Whether each evaluation gives another result, even of the same row in the same step. */
  public static boolean isRandom(Expr expr) {
    if (expr instanceof Expr.Call call) {
      return RANDOM.contains(call.operator())
          || call.operands().stream().anyMatch(Determinism::isRandom);
    } else if (expr instanceof Expr.LibraryCall call) {
      return RANDOM.contains(call.name())
          || call.operands().stream().anyMatch(Determinism::isRandom);
    } else if (expr instanceof Expr.UserCall call) {
      return !call.function().isDeterministic()
          || call.operands().stream().anyMatch(Determinism::isRandom);
    }
    return false;
  }

  /** Whether a row that comes again in a later step may give another result. */
  public static boolean changes(Expr expr) {
    return isRandom(expr) || readsClock(expr);
  }

  private static boolean readsClock(Expr expr) {
    if (expr instanceof Expr.Call call) {
      return call.operator().equals(CLOCK)
          || call.operands().stream().anyMatch(Determinism::readsClock);
    } else if (expr instanceof Expr.LibraryCall call) {
      return call.operands().stream().anyMatch(Determinism::readsClock);
    } else if (expr instanceof Expr.UserCall call) {
      return call.operands().stream().anyMatch(Determinism::readsClock);
    }
    return false;
  }
}
