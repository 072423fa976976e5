package io.rheo.engine.plan;

import java.util.List;

/**
 * What is known about the rows of a plan edge.
 *
 * @param updating whether rows can be retracted; if not, every row is one insert
 * @param bounded whether the rows end
 * @param timeColumns the columns that are time attributes: a watermark speaks of them; ascending
 */
public record StreamTraits(boolean updating, boolean bounded, List<Integer> timeColumns) {
  public StreamTraits {
    timeColumns = List.copyOf(timeColumns);
  }
}
