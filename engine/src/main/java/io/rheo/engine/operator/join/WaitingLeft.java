package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Operator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.state.BatchCodec;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The left rows of a join that wait until the right input has ended, and the watermark of the left,
 * which waits with them: it is that of the join.
 */
final class WaitingLeft {
  private static final int LEFT = 0;

  private final BatchCodec codec;
  private final List<Batch> waiting = new ArrayList<>();
  private boolean ready; // whether the right rows that must be there are
  private long watermark = Operator.NO_WATERMARK; // of the left

  /**
   * @param ready whether no left row has to wait
   */
  WaitingLeft(RowType left, boolean ready) {
    this.ready = ready;
    codec = new BatchCodec(left);
  }

  /** Joins a batch of the left input, at once or when the right one has ended. */
  void take(Batch batch, Consumer<Batch> join) {
    if (ready) {
      join.accept(batch);
    } else {
      waiting.add(batch);
    }
  }

  /** As {@link MultiInputOperator#onInputWatermark}; joins what waited if the right has ended. */
  void onInputWatermark(int input, long newWatermark, Consumer<Batch> join, Output out) {
    if (input == LEFT) {
      watermark = newWatermark;
    } else if (newWatermark == Operator.END_OF_INPUT && !ready) {
      ready = true;
      waiting.forEach(join);
      waiting.clear();
    } else {
      return;
    }
    if (ready && watermark != Operator.NO_WATERMARK) {
      out.watermark(watermark);
    }
  }

  void writeTo(StateWriter state) throws IOException {
    state.putInt(ready ? 1 : 0);
    state.putLong(watermark);
    state.putInt(waiting.size());
    for (Batch batch : waiting) {
      codec.write(batch, state);
    }
  }

  void readFrom(StateReader state) throws IOException {
    ready = state.getInt() != 0;
    watermark = state.getLong();
    for (int left = state.getInt(); left > 0; left--) {
      waiting.add(codec.read(state));
    }
  }
}
