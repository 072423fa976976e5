package io.rheo.engine.plan;

import java.util.List;
import java.util.Optional;

/**
 * What is known about the rows of a plan edge.
 *
 * @param updating whether rows can be retracted; if not, every row is one insert
 * @param bounded whether the rows end
 * @param timeColumns the columns that are time attributes: a watermark speaks of them; ascending
 * @param window the columns that say in which window of time a row is, if each is in one that the
 *     watermark closes
 */
public record StreamTraits(
    boolean updating, boolean bounded, List<Integer> timeColumns, Optional<WindowColumns> window) {
  public StreamTraits {
    timeColumns = List.copyOf(timeColumns);
  }

  /** The traits of rows that are in no window. */
  public StreamTraits(boolean updating, boolean bounded, List<Integer> timeColumns) {
    this(updating, bounded, timeColumns, Optional.empty());
  }

  public StreamTraits withWindow(WindowColumns columns) {
    return new StreamTraits(updating, bounded, timeColumns, Optional.of(columns));
  }
}
