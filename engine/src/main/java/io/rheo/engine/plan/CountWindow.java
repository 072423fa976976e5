package io.rheo.engine.plan;

/**
 * Windows by number of rows: window <i>k</i> of a partition holds its rows {@code k * slide} up to
 * {@code k * slide + size - 1}, counting from 0, and is complete when the last of them arrives.
 */
public record CountWindow(long slide, long size) {
  public CountWindow {
    if (slide <= 0 || size <= 0) {
      throw new IllegalArgumentException("slide and size must be positive");
    }
  }

  @Override
  public String toString() {
    return slide == size
        ? "TUMBLE_ROWS(" + size + ")"
        : "HOP_ROWS(slide " + slide + ", size " + size + ")";
  }
}
