package io.rheo.engine.plan;

/** A column that a window function adds. */
public enum WindowProperty {
  /** Inclusive. */
  WINDOW_START,
  /** Exclusive. */
  WINDOW_END,
  /** The window's last instant, {@code end - 1 ms}; of a count window its greatest time. */
  WINDOW_TIME
}
