package io.rheo.engine.plan;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.type.RowType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One operator of a physical plan, with its inputs below it. */
public sealed interface PhysicalNode
    permits PhysicalNode.Leaf,
        PhysicalNode.OneInput,
        PhysicalNode.Union,
        PhysicalNode.SetOperation,
        JoinNode {
  /** The columns of its rows. */
  RowType rowType();

  StreamTraits traits();

  List<PhysicalNode> inputs();

  /** What keeps the state of the operator from growing for ever. */
  StateBound stateBound();

  /** A node that makes rows of its own. */
  sealed interface Leaf extends PhysicalNode {
    @Override
    default List<PhysicalNode> inputs() {
      return List.of();
    }

    @Override
    default StateBound stateBound() {
      return StateBound.STATELESS;
    }
  }

  /** A node that reads one other. */
  sealed interface OneInput extends PhysicalNode {
    PhysicalNode input();

    @Override
    default List<PhysicalNode> inputs() {
      return List.of(input());
    }
  }

  /**
   * Reads a table.
   *
   * @param physical the physical columns to read, as indexes into {@code table.columns()},
   *     ascending
   * @param metadata metadata columns to read; they follow the physical ones in the row type
   * @param watermark how event time advances; empty if the table has no time attribute
   * @param members members of ROW columns to read; they follow the metadata in the row type
   * @param filter the rows to read; empty: all
   */
  record Scan(
      TableSpec table,
      List<Integer> physical,
      List<MetadataColumn> metadata,
      Optional<WatermarkSpec> watermark,
      RowType rowType,
      StreamTraits traits,
      List<MemberColumn> members,
      Optional<RowFilter> filter)
      implements Leaf {
    /** A scan of whole columns and all rows. */
    public Scan(
        TableSpec table,
        List<Integer> physical,
        List<MetadataColumn> metadata,
        Optional<WatermarkSpec> watermark,
        RowType rowType,
        StreamTraits traits) {
      this(table, physical, metadata, watermark, rowType, traits, List.of(), Optional.empty());
    }

    /** The same scan with event time that advances otherwise. */
    public Scan withWatermark(Optional<WatermarkSpec> newWatermark) {
      return new Scan(table, physical, metadata, newWatermark, rowType, traits, members, filter);
    }
  }

  /**
   * Reads a materialized view.
   *
   * @param query what the view keeps
   * @param snapshot whether to read the rows of one step boundary; else those, and then every
   *     change
   * @param toTheEnd whether to wait for the end of the view's input, if it has one
   */
  record ViewScan(
      String view,
      PhysicalNode query,
      boolean snapshot,
      boolean toTheEnd,
      RowType rowType,
      StreamTraits traits)
      implements Leaf {}

  /**
   * The records of a table that could not be decoded and the rows that a job could not compute, as
   * far as they are kept. Bounded.
   *
   * @param name of a table, of a job, or of both
   */
  record ErrorScan(String name, RowType rowType, StreamTraits traits) implements Leaf {}

  /** The rows that were late for an operator of a job, as far as they are kept. Bounded. */
  record LateScan(String job, RowType rowType, StreamTraits traits) implements Leaf {}

  /** Constant rows: each a list of values in the form of {@code BoxedValues}. Bounded. */
  record Values(List<List<Object>> rows, RowType rowType, StreamTraits traits) implements Leaf {}

  /** Keeps the rows where {@code condition} is TRUE and computes {@code projections} for them. */
  record Calc(
      PhysicalNode input,
      Optional<Expr> condition,
      List<Expr> projections,
      RowType rowType,
      StreamTraits traits)
      implements OneInput {
    @Override
    public StateBound stateBound() {
      return StateBound.STATELESS;
    }
  }

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
      implements OneInput {
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
      implements OneInput {
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
      implements OneInput {
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
      implements OneInput {
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
      implements OneInput {
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
      implements OneInput {
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
      implements OneInput {
    @Override
    public StateBound stateBound() {
      return StateBound.KEYS;
    }
  }

  /**
   * Puts rows on the clock of the steps: each has the time of its step, and the watermark is right
   * before that.
   *
   * @param timeColumn the column that holds the time of the step
   */
  record ProcessingTime(PhysicalNode input, int timeColumn, RowType rowType, StreamTraits traits)
      implements OneInput {
    @Override
    public StateBound stateBound() {
      return StateBound.STATELESS;
    }
  }

  /**
   * Hands each row on once for every grouping set. Columns: the input's, the keys, the set's
   * number.
   *
   * @param keys the input columns that are NULL in the sets that they are not in
   * @param sets the input columns that are keys of each set
   */
  record Expand(
      PhysicalNode input,
      List<Integer> keys,
      List<List<Integer>> sets,
      RowType rowType,
      StreamTraits traits)
      implements OneInput {
    @Override
    public StateBound stateBound() {
      return StateBound.STATELESS;
    }
  }

  /**
   * Aggregates per key over all rows so far; emits net changes. Columns: keys, aggregates.
   *
   * @param ttlMillis the time to live of its groups, as {@link PhysicalPlan#ttlMillis}, if it has
   *     one of its own
   */
  record GroupAggregate(
      PhysicalNode input,
      List<Integer> keys,
      List<AggregateCall> aggregates,
      OptionalLong ttlMillis,
      RowType rowType,
      StreamTraits traits)
      implements OneInput {
    /** With the time to live of the plan. */
    public GroupAggregate(
        PhysicalNode input,
        List<Integer> keys,
        List<AggregateCall> aggregates,
        RowType rowType,
        StreamTraits traits) {
      this(input, keys, aggregates, OptionalLong.empty(), rowType, traits);
    }

    @Override
    public StateBound stateBound() {
      boolean grows =
          !input.traits().updating()
              && aggregates.stream().anyMatch(call -> call.function().holdsValues());
      return grows ? StateBound.ofRows(input.traits()) : StateBound.KEYS;
    }
  }

  /**
   * Keeps the last row of each key of an upsert stream and emits net changes. Columns: the input's.
   *
   * @param keys the columns of the key
   */
  record ChangelogNormalize(
      PhysicalNode input, List<Integer> keys, RowType rowType, StreamTraits traits)
      implements OneInput {
    @Override
    public StateBound stateBound() {
      return StateBound.KEYS;
    }
  }

  /**
   * Chooses the row inserted last of each key of a table that keeps one. Columns: the input's.
   *
   * @param keys the columns of the table's primary key
   */
  record UpsertMaterialize(
      PhysicalNode input, List<Integer> keys, RowType rowType, StreamTraits traits)
      implements OneInput {
    @Override
    public StateBound stateBound() {
      return StateBound.ofRows(input.traits());
    }
  }

  /** The rows of all inputs; its watermark is the least of theirs. */
  record Union(List<PhysicalNode> inputs, RowType rowType, StreamTraits traits)
      implements PhysicalNode {
    public Union {
      inputs = List.copyOf(inputs);
    }

    @Override
    public StateBound stateBound() {
      return StateBound.STATELESS;
    }
  }

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
      implements OneInput {
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

  /** Rows by how often each input has them; NULL is the same as NULL. Emits net changes. */
  record SetOperation(SetRule rule, List<PhysicalNode> inputs, RowType rowType, StreamTraits traits)
      implements PhysicalNode {
    public SetOperation {
      inputs = List.copyOf(inputs);
    }

    @Override
    public StateBound stateBound() {
      return StateBound.KEYS;
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
      implements OneInput {
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
      implements OneInput {
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
   * Joins each row with the rows that a table function makes of it. Columns: those kept of the
   * input, the function's, and if {@code outer} a BOOLEAN that is TRUE, or NULL where nothing goes
   * with the row.
   *
   * @param kept the columns of the input that are handed on
   * @param arguments the columns of the input that the function is called with
   * @param condition only if {@code outer}, over the output's columns: which rows go together
   * @param outer whether a row with which nothing goes stays, once, with NULLs
   */
  record FunctionJoin(
      PhysicalNode input,
      TableFunction function,
      List<Integer> kept,
      List<Integer> arguments,
      Optional<Expr> condition,
      boolean outer,
      RowType rowType,
      StreamTraits traits)
      implements OneInput {
    @Override
    public StateBound stateBound() {
      return StateBound.STATELESS;
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
      implements OneInput {
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
      implements OneInput {
    /** The limit of a query without one. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    @Override
    public StateBound stateBound() {
      return StateBound.INPUT;
    }
  }

  /** The first rows of an append-only input, after which the query ends. */
  record Limit(PhysicalNode input, long offset, long limit, RowType rowType, StreamTraits traits)
      implements OneInput {
    @Override
    public StateBound stateBound() {
      return StateBound.STATELESS;
    }
  }
}
