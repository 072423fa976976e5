package io.rheo.engine.plan;

/** When the rows of an {@code OVER} are taken up, in which order, and when their results come. */
public enum OverTiming {
  /** By event time: a row when the watermark has passed it. */
  WATERMARK("when the watermark has passed the row"),
  /** By window, which is among the keys of the partition: all rows of it when it closes, sorted. */
  WINDOW("when the watermark has closed the window of the row"),
  /** In the order of arrival: a row at once. */
  ARRIVAL("on arrival"),
  /** All at the end of the input, sorted. */
  END_OF_INPUT("at the end of the input"),
  /** A partition whose rows have changed, again, at the end of each step. */
  CHANGES("again for each partition that changes");

  private final String text;

  OverTiming(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
