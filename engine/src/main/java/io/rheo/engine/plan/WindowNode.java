package io.rheo.engine.plan;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.type.RowType;
import java.util.List;

/** A node that groups rows by windows: of event time, sessions, or counts of rows. */
public sealed interface WindowNode extends PhysicalNode.OneInput {
  /**
   * Aggregates per key and window of event time. Columns: keys, aggregates, window properties.
   *
   * @param timeColumn the input's TIMESTAMP; a row where it is NULL is in no window
   */
  record WindowAggregate(
      PhysicalNode input,
      TimeWindow window,
      int timeColumn,
      List<Integer> keys,
      List<AggregateCall> aggregates,
      List<WindowProperty> properties,
      EmitMode emit,
      RowType rowType,
      StreamTraits traits)
      implements WindowNode {
    @Override
    public StateBound stateBound() {
      return StateBound.WATERMARK;
    }
  }

  /**
   * Leaves out rows that are behind another one of their window, for a join that looks for those
   * with the greatest or least value of a window. Input and columns: append-only rows.
   *
   * @param timeColumn the input's TIMESTAMP, which says in which windows a row is
   * @param keys rows are compared with those that have the same of these
   * @param value the column of the value
   * @param greatest whether the greatest value is looked for; else the least
   * @param lower the least that the time of a row may be, less the end of a window that it is
   *     looked for in, in milliseconds
   * @param upper the most
   */
  record ExtremeFilter(
      PhysicalNode input,
      TimeWindow window,
      int timeColumn,
      List<Integer> keys,
      int value,
      boolean greatest,
      long lower,
      long upper)
      implements WindowNode {
    public ExtremeFilter {
      keys = List.copyOf(keys);
    }

    @Override
    public RowType rowType() {
      return input.rowType();
    }

    @Override
    public StreamTraits traits() {
      return input.traits();
    }

    @Override
    public StateBound stateBound() {
      return StateBound.WATERMARK;
    }
  }

  /** Copies each row into every window that it is in. Columns: the input's, start, end, time. */
  record WindowAssign(
      PhysicalNode input, TimeWindow window, int timeColumn, RowType rowType, StreamTraits traits)
      implements WindowNode {
    @Override
    public StateBound stateBound() {
      return StateBound.STATELESS;
    }
  }

  /**
   * Aggregates per key and session of event time. Columns: keys, aggregates, window properties.
   *
   * @param timeColumn the input's TIMESTAMP; a row where it is NULL is in no session
   */
  record SessionAggregate(
      PhysicalNode input,
      SessionWindow window,
      int timeColumn,
      List<Integer> keys,
      List<AggregateCall> aggregates,
      List<WindowProperty> properties,
      EmitMode emit,
      RowType rowType,
      StreamTraits traits)
      implements WindowNode {
    @Override
    public StateBound stateBound() {
      return StateBound.WATERMARK;
    }
  }

  /**
   * Hands each row on with the session that it is in. Columns: the input's, start, end, time.
   *
   * @param partition the columns that sessions are told apart by
   * @param emit whether rows leave when their session closes, or at once and again with every
   *     change of its bounds
   */
  record SessionAssign(
      PhysicalNode input,
      SessionWindow window,
      int timeColumn,
      List<Integer> partition,
      EmitMode emit,
      RowType rowType,
      StreamTraits traits)
      implements WindowNode {
    @Override
    public StateBound stateBound() {
      return StateBound.WATERMARK;
    }
  }

  /**
   * Copies each row into every complete window of row counts that it is in, when the window's last
   * row arrives. Columns: the input's, start, end, and time if there is a time column.
   *
   * @param partition the columns by which rows are counted apart
   * @param timeColumn of which {@code WINDOW_TIME} is the maximum; -1 if there is none
   */
  record CountWindowAssign(
      PhysicalNode input,
      CountWindow window,
      List<Integer> partition,
      int timeColumn,
      RowType rowType,
      StreamTraits traits)
      implements WindowNode {
    @Override
    public StateBound stateBound() {
      return StateBound.KEYS;
    }
  }

  /**
   * Aggregates per partition, key and window of row counts, in the order of arrival, when a window
   * is complete. Columns: partition keys, keys, aggregates, window properties.
   *
   * @param partition the columns by which rows are counted apart
   * @param keys further group keys within a window
   * @param timeColumn of which {@code WINDOW_TIME} is the maximum; -1 if there is none
   */
  record CountWindowAggregate(
      PhysicalNode input,
      CountWindow window,
      List<Integer> partition,
      List<Integer> keys,
      List<AggregateCall> aggregates,
      List<WindowProperty> properties,
      int timeColumn,
      RowType rowType,
      StreamTraits traits)
      implements WindowNode {
    @Override
    public StateBound stateBound() {
      return StateBound.KEYS;
    }
  }
}
