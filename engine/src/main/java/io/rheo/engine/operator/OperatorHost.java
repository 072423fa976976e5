package io.rheo.engine.operator;

import java.util.function.Supplier;

/** Decides what stands in the place of an operator: by default the operator itself. */
public interface OperatorHost {
  /** Every operator runs as it is. */
  OperatorHost DIRECT = Supplier::get;

  /**
   * The operator that runs.
   *
   * @param maker makes equal operators without state, any number of them
   */
  OneInputOperator host(Supplier<OneInputOperator> maker);

  /** As {@link #host}, for an operator with several inputs. */
  default MultiInputOperator hostMultiInput(Supplier<MultiInputOperator> maker) {
    return maker.get();
  }
}
