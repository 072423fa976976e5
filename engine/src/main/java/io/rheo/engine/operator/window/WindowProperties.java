package io.rheo.engine.operator.window;

import io.rheo.engine.operator.LocalTime;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowProperty;
import java.util.List;

/** The columns that a window function adds, as numbers. */
final class WindowProperties {
  private WindowProperties() {}

  /** The values of the properties for the window {@code [start, end)}, in the order wanted. */
  static long[] of(List<WindowProperty> properties, long start, long end, long time) {
    long[] values = new long[properties.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (properties.get(i)) {
            case WINDOW_START -> start;
            case WINDOW_END -> end;
            case WINDOW_TIME -> time;
          };
    }
    return values;
  }

  /** The values of the properties for the window that ends at {@code end}. */
  static long[] of(List<WindowProperty> properties, TimeWindow window, long end, LocalTime clock) {
    return of(properties, window.windowStart(end), end, clock.toInstant(end - 1));
  }
}
