package io.rheo.engine.operator.join;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.operator.KeyedSides;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RegularJoin;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Joins all rows of two changelogs.
 *
 * <p>Output: pairs as their later row comes, each with the product of the weights, so that a pair
 * that comes and goes within a step may be emitted and taken back; rows that have no partner (of a
 * semi-join: that have one) at the end of the step, as net changes. Two append-only inputs of an
 * inner join give only inserts. A key column that is NULL is equal to nothing, unless the key says
 * that it is equal to NULL. A pair for which the condition fails is reported and does not go
 * together. A watermark is handed on at the end of both inputs only, as any stored row can meet
 * another until then.
 *
 * <p>State: the columns of all rows of both sides that the condition or the result reads, by key;
 * of the right side of a semi- or anti-join without condition only how many rows each key has. An
 * inner join keeps nothing of a side once the other one has ended, and no row that is in no pair
 * that is wanted, if not all are. A row takes constant time for each row of the other side that has
 * its key, and for being stored, or found and taken back; {@link UnindexedRows} may be looked
 * through for it.
 */
public final class RegularJoinOperator implements MultiInputOperator, KeyedSides {
  private final RegularJoin plan;
  private final Watch watch;
  private final JoinKeyTable keys;
  private final JoinRows[] rows = new JoinRows[2]; // null: no row of the side is stored
  private final JoinColumns columns;
  private final UnindexedRows unindexed;
  private final LoneRows lone;
  private final PairCondition condition; // null: all rows of equal keys go together
  private final KeyLeaders leaders; // null: all pairs are wanted
  private final boolean pairsMatter;
  private final boolean insertsOnly;
  private final int[] pairRows = new int[Batch.TARGET_ROWS];
  private final int[] pairBases = new int[Batch.TARGET_ROWS];
  private int pairCount;
  private long[] matches = {}; // of each row of the batch
  private final boolean[] inputEnds = new boolean[2]; // with this step, or before
  private final boolean[] inputEnded = new boolean[2];
  private boolean ended;

  public RegularJoinOperator(RegularJoin plan, StageEnvironment environment) {
    this.plan = plan;
    JoinKind kind = plan.kind();
    boolean watches = kind.watches(0) || kind.watches(1);
    watch = !watches ? Watch.NONE : plan.condition().isEmpty() ? Watch.KEYS : Watch.ROWS;
    keys = new JoinKeyTable(plan, watch == Watch.KEYS);
    columns = new JoinColumns(plan, keys);
    pairsMatter = kind.givesPairs() || watch == Watch.ROWS;
    leaders = plan.leading().map(pairs -> new KeyLeaders(plan, pairs, keys)).orElse(null);
    insertsOnly = !plan.traits().updating();
    for (int side = 0; side < rows.length; side++) {
      if (pairsMatter || kind.watches(side)) {
        PhysicalNode input = plan.inputs().get(side);
        boolean counted = input.traits().updating();
        Watch own = kind.watches(side) ? watch : Watch.NONE;
        rows[side] = JoinRows.of(side, input.rowType(), columns.stored(side), counted, own, keys);
      }
    }
    columns.setRows(rows);
    unindexed = new UnindexedRows(keys, rows, watch == Watch.NONE && !plan.keys().isEmpty());
    lone = new LoneRows(plan, watch, keys, rows, columns);
    condition =
        plan.condition().map(expr -> new PairCondition(plan, expr, environment)).orElse(null);
  }

  @Override
  public void onBatch(int side, Batch batch, Output out) {
    int[] keyed = keys.keyedRows(side, batch);
    Batch joined = batch;
    if (keyed != null) {
      joined = batch.gather(keyed, keyed.length);
      int[] others = others(keyed, batch.rowCount());
      lone.emitWithoutKey(side, batch.gather(others, others.length), out);
    }
    if (joined.rowCount() > 0) {
      join(side, joined, out);
    }
  }

  private static int[] others(int[] rows, int count) {
    boolean[] among = new boolean[count];
    for (int row : rows) {
      among[row] = true;
    }
    return IntStream.range(0, count).filter(row -> !among[row]).toArray();
  }

  private void join(int side, Batch batch, Output out) {
    boolean stores = rows[side] != null && !isOver(side);
    int[] keyBases = keyBases(side, batch, stores);
    if (watch == Watch.ROWS) {
      matches = new long[batch.rowCount()];
    }
    if (leaders != null) {
      leaders.look(side, batch);
    }
    if (pairsMatter) {
      pair(side, batch, keyBases, out);
    }
    if (watch == Watch.KEYS) {
      count(side, batch, keyBases);
    }
    int[] ahead = leaders == null || !stores ? null : leaders.ahead(batch, keyBases);
    if (ahead != null) {
      int[] bases = IntStream.of(ahead).map(row -> keyBases[row]).toArray();
      store(side, batch.gather(ahead, ahead.length), bases, ahead);
    } else if (stores) {
      store(side, batch, keyBases, null);
    }
  }

  /** Whether rows of a side meet nothing that is still to come, and are not watched either. */
  private boolean isOver(int side) {
    return watch == Watch.NONE && inputEnded[1 - side];
  }

  /** The bases of the keys; -1 where the other side has none of them, and there need be none. */
  private int[] keyBases(int side, Batch batch, boolean stores) {
    boolean lookUp =
        stores
            ? unindexed.take(side, batch.rowCount())
            : watch == Watch.NONE && unindexed.size() == 0;
    if (lookUp) {
      return keys.lookUp(side, batch);
    }
    int before = keys.size();
    int[] bases = keys.probe(side, batch);
    if (keys.size() > before && unindexed.size() > 0) {
      unindexed.link();
    }
    return bases;
  }

  private void count(int side, Batch batch, int[] keyBases) {
    for (int row = 0; row < batch.rowCount(); row++) {
      int base = keyBases[row];
      lone.touchKey(base);
      keys.addCount(side, base, batch.weight(row));
      if (rows[side] == null) { // the chain only says whether there are any
        int any = keys.count(side, base) == 0 ? -1 : 0;
        keys.setChain(side, base, any, any);
      }
    }
  }

  private void pair(int side, Batch batch, int[] keyBases, Output out) {
    JoinRows partners = rows[1 - side];
    for (int row = 0; row < batch.rowCount(); row++) {
      boolean skipped =
          keyBases[row] < 0 || (leaders != null && leaders.isBehind(row, keyBases[row]));
      int base = skipped ? -1 : keys.first(1 - side, keyBases[row]);
      while (base >= 0) {
        pairRows[pairCount] = row;
        pairBases[pairCount++] = base;
        if (pairCount == pairRows.length) {
          take(side, batch, keyBases, out);
        }
        base = partners.next(base);
      }
    }
    take(side, batch, keyBases, out);
  }

  /** Uses the pairs found so far. */
  private void take(int side, Batch batch, int[] keyBases, Output out) {
    JoinRows partners = rows[1 - side];
    if (pairCount > 0) {
      partners.select(pairBases, pairCount);
    }
    if (condition != null && pairCount > 0) {
      keep(
          condition.passing(
              pairCount, column -> columns.ofPairs(column, side, batch, pairRows, pairCount)),
          partners);
    }
    if (leaders != null && pairCount > 0) {
      Column values = columns.ofPairs(leaders.column(), side, batch, pairRows, pairCount);
      keep(leaders.lead(values, keyBases, pairRows, pairCount), partners);
    }
    if (watch == Watch.ROWS) {
      countMatches(side, batch);
    }
    if (plan.kind().givesPairs() && pairCount > 0) {
      emitPairs(side, batch, out);
    }
    pairCount = 0;
  }

  /** Keeps some of the pairs only. */
  private void keep(int[] places, JoinRows partners) {
    for (int i = 0; i < places.length; i++) {
      pairRows[i] = pairRows[places[i]];
      pairBases[i] = pairBases[places[i]];
    }
    pairCount = places.length;
    partners.selectOf(places, pairCount);
  }

  private void countMatches(int side, Batch batch) {
    JoinRows partners = rows[1 - side];
    boolean watched = plan.kind().watches(1 - side);
    for (int i = 0; i < pairCount; i++) {
      int base = pairBases[i];
      int count = partners.count(base);
      matches[pairRows[i]] += count;
      if (watched) {
        lone.touchRow(1 - side, base, count);
        partners.setMatches(base, partners.matches(base) + batch.weight(pairRows[i]));
      }
    }
  }

  private void emitPairs(int side, Batch batch, Output out) {
    Column[] result = new Column[plan.columns().size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = columns.ofPairs(plan.columns().get(i), side, batch, pairRows, pairCount);
    }
    out.batch(new Batch(result, pairCount, insertsOnly ? null : weights(side, batch)));
  }

  private int[] weights(int side, Batch batch) {
    JoinRows partners = rows[1 - side];
    int[] weights = new int[pairCount];
    boolean allOne = true;
    for (int i = 0; i < pairCount; i++) {
      weights[i] = Math.multiplyExact(batch.weight(pairRows[i]), partners.count(pairBases[i]));
      allOne &= weights[i] == 1;
    }
    return allOne ? null : weights;
  }

  /**
   * Stores rows.
   *
   * @param places of each row that of its key among those asked for last; null: the same
   */
  private void store(int side, Batch batch, int[] keyBases, int[] places) {
    JoinRows own = rows[side];
    boolean watched = plan.kind().watches(side);
    int[] bases = own.place(batch, keyBases);
    for (int row = 0; row < batch.rowCount(); row++) {
      int base = bases[row];
      int before = own.counted() ? own.count(base) : 0;
      if (watched) {
        lone.touchRow(side, base, before);
      }
      if (keyBases[row] < 0) {
        int place = places == null ? row : places[row];
        unindexed.add(keys.words(), place * keys.width(), base);
      } else {
        own.addCount(base, batch.weight(row));
      }
      if (watched && watch == Watch.ROWS && before == 0) {
        own.setMatches(base, matches[row]);
      }
    }
  }

  @Override
  public void onInputWatermark(int side, long watermark, Output out) {
    inputEnds[side] |= watermark == END_OF_INPUT;
  }

  /** What an input gives at the end of the step may come after its last watermark. */
  private void endInputs() {
    for (int side = 0; side < inputEnds.length; side++) {
      if (inputEnds[side] && !inputEnded[side]) {
        inputEnded[side] = true;
        if (isOver(1 - side)) {
          rows[1 - side].clear();
          keys.forget(1 - side);
          unindexed.forget(1 - side);
        }
      }
    }
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    ended |= watermark == END_OF_INPUT;
  }

  @Override
  public void onStepEnd(Output out) {
    lone.endStep(out);
    endInputs();
    collect();
    if (ended) {
      ended = false;
      out.watermark(END_OF_INPUT);
    }
  }

  /** Drops what is gone once it may be half of all. */
  private void collect() {
    boolean keysWant = keys.wantsCompaction();
    for (JoinRows side : rows) {
      if (side != null) {
        if (keysWant || side.wantsCompaction()) {
          side.compact();
        }
        side.collectStrings();
      }
    }
    if (keysWant) {
      int[] moved = keys.compact();
      Arrays.stream(rows).filter(Objects::nonNull).forEach(side -> side.moveKeys(moved));
    }
    keys.collectStrings(unindexed);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Rows of the other input whose partners are forgotten count as having them until their own
   * key is forgotten, so that nothing is emitted for them either.
   */
  @Override
  public KeyedState state(int side) {
    unindexed.close(); // what expires is looked up by its key
    return keyColumns -> {
      for (int base : keys.find(side, keyColumns)) {
        if (base >= 0 && rows[side] != null) {
          rows[side].removeAll(base);
        } else if (base >= 0) {
          keys.setChain(side, base, -1, -1);
        }
      }
      return new BitSet();
    };
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    keys.writeTo(state);
    for (JoinRows side : rows) {
      if (side != null) {
        side.writeTo(state);
      }
    }
    unindexed.writeTo(state);
    state.putInt((inputEnded[0] ? 1 : 0) | (inputEnded[1] ? 2 : 0));
  }

  @Override
  public void restore(StateReader state) throws IOException {
    keys.readFrom(state);
    for (JoinRows side : rows) {
      if (side != null) {
        side.readFrom(state);
      }
    }
    unindexed.readFrom(state);
    int inputs = state.getInt();
    inputEnded[0] = (inputs & 1) != 0;
    inputEnded[1] = (inputs & 2) != 0;
  }
}
