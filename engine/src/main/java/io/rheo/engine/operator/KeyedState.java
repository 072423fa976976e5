package io.rheo.engine.operator;

import io.rheo.engine.column.Batch;
import java.util.BitSet;

/** State by key, of which single keys can be forgotten. */
public interface KeyedState {
  /**
   * Forgets keys as if no row of theirs had ever come. Nothing is emitted, and what was emitted is
   * not taken back. No row of these keys came in the present step.
   *
   * @param keys only the columns of the key are there
   * @return which of the keys stay, because rows of theirs wait to be taken up
   */
  BitSet forget(Batch keys);
}
