package io.rheo.engine.plan;

import io.rheo.engine.expr.Expr;

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
    Expr time, Expr watermark, long idleTimeoutMillis, boolean advanceWithClock) {}
