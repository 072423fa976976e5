package io.rheo.engine.plan;

import io.rheo.engine.expr.SortKey;
import io.rheo.engine.type.RowType;
import java.util.List;

/** A node that puts rows in an order, or whose result depends on the order that they are in. */
public sealed interface OrderedNode extends PhysicalNode.OneInput {
  /**
   * The first rows of each partition. Columns: some of the input's, and the rank if it is wanted.
   *
   * @param columns the input columns that are handed on
   * @param numbered whether the last column is the rank
   * @param onWindowClose whether the rows of a window are emitted once, when the watermark closes
   *     it; else changes are
   */
  record Rank(
      PhysicalNode input,
      RankRule rule,
      List<Integer> columns,
      boolean numbered,
      boolean onWindowClose,
      RowType rowType,
      StreamTraits traits)
      implements OrderedNode {
    public Rank {
      columns = List.copyOf(columns);
    }

    @Override
    public StateBound stateBound() {
      if (onWindowClose) {
        return StateBound.WATERMARK;
      }
      return input.traits().updating() ? StateBound.ofRows(input.traits()) : StateBound.KEYS;
    }
  }

  /**
   * Functions of {@code OVER}: each input row, and what the functions say of it within its
   * partition. Columns: the first ones of the input, then the results.
   *
   * @param passed how many columns of the input are handed on; those after them are computed for
   *     the functions
   * @param timing when rows are taken up
   * @param timeColumn by which the watermark releases rows, with {@link OverTiming#WATERMARK} and
   *     {@link OverTiming#WINDOW}; -1 otherwise
   * @param order within a partition; equal rows in the order of arrival
   * @param keepMillis for how long after a row's time a later row can see it; negative: for ever
   */
  record Over(
      PhysicalNode input,
      int passed,
      OverTiming timing,
      int timeColumn,
      List<Integer> partition,
      List<SortKey> order,
      List<OverCall> calls,
      long keepMillis,
      RowType rowType,
      StreamTraits traits)
      implements OrderedNode {
    public Over {
      partition = List.copyOf(partition);
      order = List.copyOf(order);
      calls = List.copyOf(calls);
    }

    @Override
    public StateBound stateBound() {
      return switch (timing) {
        case WINDOW -> StateBound.WATERMARK;
        case WATERMARK, ARRIVAL -> keepMillis >= 0 ? StateBound.WATERMARK : ofPartitions();
        case END_OF_INPUT, CHANGES -> StateBound.ofRows(input.traits());
      };
    }

    private StateBound ofPartitions() {
      boolean holdsRows =
          calls.stream()
              .anyMatch(
                  call ->
                      call.needsAllRows()
                          || (call instanceof OverCall.Value value
                              && value.frame().isFromFirst()
                              && value.frame().excludes())
                          || (call instanceof OverCall.Aggregate aggregate
                              && aggregate.frame().isFromFirst()
                              && (aggregate.frame().excludes()
                                  || aggregate.call().function().holdsValues())));
      return holdsRows ? StateBound.ofRows(input.traits()) : StateBound.KEYS;
    }
  }

  /**
   * Finds the matches of a row pattern. Rows come in the order of the match. Columns: with one row
   * a match the partition's and the measures; with all rows the input's and the measures.
   *
   * @param holdsWatermark whether the watermark must wait for matches that are not decided
   */
  record Match(
      PhysicalNode input,
      MatchSpec spec,
      boolean holdsWatermark,
      RowType rowType,
      StreamTraits traits)
      implements OrderedNode {
    @Override
    public StateBound stateBound() {
      if (input.traits().bounded()) {
        return StateBound.INPUT;
      } else if (spec.pattern().isUnbounded() && spec.withinMillis() < 0) {
        return StateBound.UNBOUNDED;
      }
      boolean timed = spec.withinMillis() >= 0 && !spec.remembersPartitions();
      return timed ? StateBound.WATERMARK : StateBound.KEYS;
    }
  }

  /**
   * Holds rows back until the watermark has passed them and hands them on by time; rows of equal
   * time by other columns, then in the order of arrival. Rows not after the watermark are late:
   * dropped and counted.
   *
   * @param ties by which rows of equal time are sorted
   * @param partition the columns by which rows are told apart; the order between rows that differ
   *     in them does not matter; empty: all rows are in one order
   */
  record EventTimeSort(
      PhysicalNode input,
      int timeColumn,
      List<SortKey> ties,
      List<Integer> partition,
      RowType rowType,
      StreamTraits traits)
      implements OrderedNode {
    public EventTimeSort {
      ties = List.copyOf(ties);
      partition = List.copyOf(partition);
    }

    /** Rows of equal time in the order of arrival. */
    public EventTimeSort(PhysicalNode input, int timeColumn, RowType rowType, StreamTraits traits) {
      this(input, timeColumn, List.of(), List.of(), rowType, traits);
    }

    @Override
    public StateBound stateBound() {
      return StateBound.WATERMARK;
    }
  }

  /** All rows of an input that ends, sorted, without the first {@code offset}, at most so many. */
  record Sort(
      PhysicalNode input,
      List<SortKey> keys,
      long offset,
      long limit,
      RowType rowType,
      StreamTraits traits)
      implements OrderedNode {
    /** The limit of a query without one. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    @Override
    public StateBound stateBound() {
      return StateBound.INPUT;
    }
  }

  /** The first rows of an append-only input, after which the query ends. */
  record Limit(PhysicalNode input, long offset, long limit, RowType rowType, StreamTraits traits)
      implements OrderedNode {
    @Override
    public StateBound stateBound() {
      return StateBound.STATELESS;
    }
  }
}
