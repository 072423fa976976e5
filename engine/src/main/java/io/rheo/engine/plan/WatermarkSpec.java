package io.rheo.engine.plan;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.TypeName;
import java.util.OptionalLong;

/**
 * How a scan's event time advances. Both expressions are over the scan's columns and give
 * milliseconds.
 *
 * @param time the time attribute; a row where it is NULL has no time and is never late
 * @param watermark what a row lets its split's watermark rise to; NULL does not move it
 * @param idleTimeoutMillis after this long without a row a split no longer holds the watermark
 *     back; 0 means never
 * @param advanceWithClock whether the watermark follows the clock once every split is idle
 */
public record WatermarkSpec(
    Expr time, Expr watermark, long idleTimeoutMillis, boolean advanceWithClock) {
  /**
   * How far the watermark is behind the time of the same row, for every row; empty if it is another
   * function of the row.
   */
  public OptionalLong delayMillis() {
    if (watermark.equals(time)) {
      return OptionalLong.of(0);
    }
    return watermark instanceof Expr.Call call
            && call.operator().equals("-")
            && call.operands().get(0).equals(time)
            && call.operands().get(1) instanceof Expr.Literal literal
            && literal.type().name() == TypeName.INTERVAL_DAY_TIME
            && literal.value() instanceof Long millis
            && millis >= 0
        ? OptionalLong.of(millis)
        : OptionalLong.empty();
  }
}
