package io.rheo.engine.operator;

import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/**
 * What operators have in common, whatever the number of their inputs.
 *
 * <p>Within a step it sees any number of batches and watermarks, in the order of the rows: a scan
 * ends its batch right after the row that moves the watermark across a boundary of the plan's
 * windows, so that no window closes inside a batch. A step ends with {@link #onStepEnd}, in
 * topological order: operators that emit net changes emit them there. When the input has ended, the
 * watermark is {@link #END_OF_INPUT}.
 */
public interface Operator {
  /** The watermark after the last row of an input that ended. */
  long END_OF_INPUT = Long.MAX_VALUE;

  /** The watermark before the first one. */
  long NO_WATERMARK = Long.MIN_VALUE;

  /** The watermark has advanced; operators that need nothing else hand it on. */
  default void onWatermark(long watermark, Output out) {
    out.watermark(watermark);
  }

  /** The step is over: every row and watermark of it was handed in. */
  default void onStepEnd(Output out) {}

  /** Writes the state as it is between two steps. */
  default void snapshot(StateWriter state) throws IOException {}

  /** Reads what {@link #snapshot} of an equal operator wrote, before any other call. */
  default void restore(StateReader state) throws IOException {}
}
