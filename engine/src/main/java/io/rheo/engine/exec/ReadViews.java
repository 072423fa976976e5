package io.rheo.engine.exec;

import io.rheo.engine.exec.graph.FanOut;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The materialized views that a dataflow in the making reads, and who reads each. */
final class ReadViews {
  private final Map<String, List<Output>> readers = new LinkedHashMap<>();
  private final List<PhysicalNode.ViewScan> scans = new ArrayList<>();

  void add(PhysicalNode.ViewScan scan, Output reader) {
    scans.add(scan);
    readers
        .computeIfAbsent(scan.view().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
        .add(reader);
  }

  boolean isEmpty() {
    return scans.isEmpty();
  }

  /** Everybody who reads a view. */
  Output all() {
    return FanOut.of(readers.values().stream().flatMap(List::stream).toList());
  }

  /** Lets a view read them in the steps that it shares with them. */
  void connect(ViewMember member, LiveViews views) {
    readers.forEach((name, outputs) -> member.read(views.member(name), FanOut.of(outputs)));
  }

  /**
   * A reader of them for a dataflow of its own.
   *
   * @param passed is told what is read
   */
  ViewReader reader(LiveViews views, ScanInput passed) {
    List<String> names = List.copyOf(readers.keySet());
    List<ViewReader.ViewInput> inputs =
        names.stream()
            .map(
                name ->
                    new ViewReader.ViewInput(
                        views.member(name).view(), FanOut.of(readers.get(name)), isTimed(name)))
            .toList();
    boolean toTheEnd = scans.stream().allMatch(PhysicalNode.ViewScan::toTheEnd);
    return new ViewReader(
        views.feed(names),
        inputs,
        views.catchUp(names, toTheEnd),
        scans.stream().allMatch(PhysicalNode.ViewScan::snapshot),
        toTheEnd && scans.stream().allMatch(scan -> scan.traits().bounded()),
        passed);
  }

  private boolean isTimed(String name) {
    return scans.stream()
        .anyMatch(
            scan -> scan.view().equalsIgnoreCase(name) && !scan.traits().timeColumns().isEmpty());
  }
}
