package io.rheo.engine.plan;

/** What keeps the state of an operator from growing for ever. */
public enum StateBound {
  /** It keeps nothing from step to step, or a fixed amount. */
  STATELESS("none"),
  /** What the watermark has passed is dropped. */
  WATERMARK("bounded by watermark"),
  /** It keeps a fixed amount for each key, or each distinct value, that its rows have. */
  KEYS("bounded by keys"),
  /** It keeps the rows of an input that ends. */
  INPUT("bounded by input"),
  /** It keeps rows of an input without end. */
  UNBOUNDED("unbounded");

  private final String text;

  StateBound(String text) {
    this.text = text;
  }

  /** As EXPLAIN shows it. */
  public String text() {
    return text;
  }

  /** What an operator that keeps all rows of its inputs is bounded by. */
  static StateBound ofRows(StreamTraits input) {
    return input.bounded() ? INPUT : UNBOUNDED;
  }
}
