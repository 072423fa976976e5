package io.rheo.engine.planner;

import io.rheo.engine.option.Durations;
import io.rheo.sql.error.ErrorCode;
import java.util.Optional;
import java.util.OptionalLong;

/** Times to live that hints give. */
final class TimeToLive {
  private TimeToLive() {}

  /** In milliseconds; empty if there is no hint. */
  static OptionalLong millis(Optional<String> hint, PhysicalPlanner planner) {
    try {
      return hint.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Durations.parse(hint.get()).toMillis());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw planner
          .query()
          .positions()
          .errorAtFunction("HINT", ErrorCode.WRONG_ARGUMENTS, "'" + hint.get() + "' is no duration")
          .fix("write a number and a unit, such as '1 h', '30 min' or '500 ms'; '0' is for ever")
          .causedBy(e);
    }
  }
}
