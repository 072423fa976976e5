package io.rheo.engine.expr;

/** The aggregate functions. All but COUNT are NULL over no non-NULL value. */
public enum AggregateFunction {
  COUNT,
  SUM,
  AVG,
  MIN,
  MAX
}
