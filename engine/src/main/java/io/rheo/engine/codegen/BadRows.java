package io.rheo.engine.codegen;

import io.rheo.engine.column.Batch;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprText;

/** The rows of one batch that have no result. Costs nothing while there are none. */
final class BadRows {
  private final StageEnvironment environment;
  private final ExprText names;
  private boolean[] isBad; // by output row; null while none is

  /**
   * @param names how reasons call the columns of the input
   */
  BadRows(StageEnvironment environment, ExprText names) {
    this.environment = environment;
    this.names = names;
  }

  /** A row that was not selected because its condition fails. */
  void report(RuntimeException error, Expr expr) {
    environment.rowError(reason(error) + " in " + names.of(expr));
  }

  /** Output row {@code row} of {@code count} is left out; it is reported once. */
  void add(int row, int count, RuntimeException error, Expr expr) {
    if (isBad == null) {
      isBad = new boolean[count];
    }
    if (!isBad[row]) {
      isBad[row] = true;
      report(error, expr);
    }
  }

  boolean contains(int row) {
    return isBad != null && isBad[row];
  }

  /** The other rows of an output batch. */
  Batch without(Batch batch) {
    if (isBad == null) {
      return batch;
    }
    int[] rows = new int[batch.rowCount()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (!isBad[row]) {
        rows[count++] = row;
      }
    }
    return batch.gather(rows, count);
  }

  private static String reason(RuntimeException error) {
    String message = error.getMessage();
    if (message == null) {
      return error.getClass().getSimpleName();
    }
    return switch (message) {
      case "/ by zero", "BigInteger divide by zero" -> "division by zero";
      case "integer overflow" -> "INTEGER overflow";
      case "long overflow" -> "BIGINT overflow";
      default -> message;
    };
  }
}
