package io.rheo.engine.plan;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.Expr;
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
  sealed interface OneInput extends PhysicalNode
      permits Calc,
          ProcessingTime,
          Expand,
          GroupAggregate,
          ChangelogNormalize,
          UpsertMaterialize,
          FunctionJoin,
          OrderedNode,
          WindowNode {
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
}
