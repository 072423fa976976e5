package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/**
 * An aggregate function whose state is one object per group, such as a sketch or a function that a
 * user wrote. {@code null} stands for the state of no rows.
 *
 * <p>The rows are those that pass FILTER, of equal arguments the first with DISTINCT; whether an
 * argument is NULL is for the function to see.
 */
public interface CustomAggregate {
  /**
   * Adds a row, or takes it away; returns the new state, which may be the same object.
   *
   * @param columns the columns of the batch that are the arguments
   * @param weight how often the row is added; negative to take it away, which only comes if the
   *     input retracts and {@link #canRetract}
   */
  Object add(Object state, Batch batch, int[] columns, int row, int weight);

  /** Whether rows can be taken away; where they cannot, the planner refuses such an input. */
  boolean canRetract();

  /** Whether states can be merged; where they cannot, each window is aggregated by itself. */
  boolean canMerge();

  /** The state of the rows of both; {@code from} is not changed and not kept. */
  Object merge(Object state, Object from);

  /**
   * Appends the result, in the type of the call.
   *
   * @throws io.rheo.engine.codegen.kernel.RowException before that, if there is no result
   */
  void appendResult(Object state, ColumnBuilder builder);

  /** Writes a state that is not {@code null}. */
  void write(Object state, StateWriter out) throws IOException;

  /** Reads what {@link #write} wrote. */
  Object read(StateReader in) throws IOException;
}
