package io.rheo.engine.plan;

import io.rheo.engine.option.Durations;
import java.time.Duration;
import java.util.List;

/** What EXPLAIN says of joins by time. */
final class TimeJoinText {
  private TimeJoinText() {}

  /** Adds the lines of a join by time; nothing for another one. */
  static void add(JoinNode node, List<String> lines) {
    if (node instanceof IntervalJoin join) {
      JoinText.add(join, join.keys(), join.condition(), lines);
      lines.add(
          "times: "
              + name(join.right(), join.rightTime())
              + " less "
              + name(join.left(), join.leftTime())
              + (join.lower() > join.upper()
                  ? " is never so"
                  : " is from " + length(join.lower()) + " to " + length(join.upper())));
    } else if (node instanceof WindowJoin join) {
      JoinText.add(join, join.keys(), join.condition(), lines);
      lines.add("emit: on window close");
    } else if (node instanceof CurrentJoin join) {
      JoinText.add(join, join.keys(), join.condition(), lines);
      lines.add(
          join.right().traits().bounded()
              ? "emit: on arrival, once all rows of the right are there"
              : "emit: on arrival, with the rows of the right that are there");
    } else if (node instanceof VersionJoin join) {
      JoinText.add(join, join.keys(), join.condition(), lines);
      lines.add(
          "times: "
              + name(join.left(), join.leftTime())
              + " "
              + join.match().text()
              + " "
              + name(join.right(), join.rightTime())
              + (join.match().isBackwards() ? ", the last" : ", the first"));
      lines.add(
          join.rightFirst()
              ? "emit: on arrival, once all rows of the right are there"
              : "emit: when the watermark has passed the row");
    }
  }

  private static String name(PhysicalNode input, int column) {
    return input.rowType().name(column);
  }

  private static String length(long millis) {
    return (millis < 0 ? "-" : "") + Durations.text(Duration.ofMillis(Math.abs(millis)));
  }
}
