package io.rheo.sql.validate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The window functions, with the names of their arguments in order. */
public enum WindowKind {
  TUMBLE,
  HOP,
  CUMULATE,
  SESSION,
  TUMBLE_ROWS,
  HOP_ROWS;

  static Optional<WindowKind> named(String function) {
    return Stream.of(values())
        .filter(kind -> kind.name().equals(function.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  /** Whether it counts rows; otherwise it divides time. */
  public boolean countsRows() {
    return this == TUMBLE_ROWS || this == HOP_ROWS;
  }

  /** Whether a row's window depends on which other rows have the same key. */
  public boolean isKeyed() {
    return countsRows() || this == SESSION;
  }

  /** Names of the intervals or row counts that must be given, in order. */
  List<String> sizes() {
    return switch (this) {
      case TUMBLE, TUMBLE_ROWS -> List.of("SIZE");
      case HOP, HOP_ROWS -> List.of("SLIDE", "SIZE");
      case CUMULATE -> List.of("STEP", "SIZE");
      case SESSION -> List.of("GAP");
    };
  }

  /** The name of the one that may be left out. */
  Optional<String> optionalSize() {
    return switch (this) {
      case TUMBLE, HOP, CUMULATE -> Optional.of("OFFSET");
      case SESSION, TUMBLE_ROWS, HOP_ROWS -> Optional.empty();
    };
  }

  /** The names of all arguments, in order. */
  List<String> parameters() {
    Stream<String> first = countsRows() ? Stream.of("DATA") : Stream.of("DATA", "TIMECOL");
    return Stream.of(first, sizes().stream(), optionalSize().stream()).flatMap(s -> s).toList();
  }

  /** How a call looks, for advice. */
  String example() {
    return switch (this) {
      case TUMBLE -> "TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)";
      case HOP -> "HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '1' MINUTE)";
      case CUMULATE -> "CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR, INTERVAL '1' DAY)";
      case SESSION -> "SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), INTERVAL '5' MINUTE)";
      case TUMBLE_ROWS -> "TUMBLE_ROWS(TABLE t, 60)";
      case HOP_ROWS -> "HOP_ROWS(TABLE t, 10, 60)";
    };
  }
}
