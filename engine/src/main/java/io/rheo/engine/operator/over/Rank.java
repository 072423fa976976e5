package io.rheo.engine.operator.over;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.IntBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/** {@code ROW_NUMBER}, {@code RANK} and the like: where a row stands in the order. */
final class Rank extends OverFunction {
  private final OverCall.Rank call;
  private final PartitionRows rows;
  private long firstPeer; // the first row that is equal to the current one
  private long pastPeers; // one past the last; only for CUME_DIST
  private long groups; // of equal rows, up to the current one

  Rank(OverCall.Rank call, PartitionRows rows) {
    this.call = call;
    this.rows = rows;
  }

  @Override
  boolean isReady(long current, boolean ended) {
    return ended || !call.ranking().needsAllRows();
  }

  @Override
  boolean append(long current, ColumnBuilder out) {
    if (call.ranking() == OverCall.Ranking.ROW_NUMBER) {
      return number(current + 1, out);
    }
    if (current == 0 || !rows.arePeers(current - 1, current)) {
      firstPeer = current;
      groups++;
    }
    return switch (call.ranking()) {
      case ROW_NUMBER, RANK -> number(firstPeer + 1, out);
      case DENSE_RANK -> number(groups, out);
      case NTILE -> number(bucket(current), out);
      case PERCENT_RANK ->
          fraction(rows.end() == 1 ? 0.0 : (double) firstPeer / (rows.end() - 1), out);
      case CUME_DIST -> fraction((double) pastPeers(current) / rows.end(), out);
    };
  }

  /** The first buckets get one row more than the others if they cannot be equal. */
  private long bucket(long current) {
    long size = rows.end() / call.buckets();
    long larger = rows.end() % call.buckets();
    long inLarger = larger * (size + 1);
    return current < inLarger ? current / (size + 1) + 1 : larger + (current - inLarger) / size + 1;
  }

  private long pastPeers(long current) {
    pastPeers = Math.max(pastPeers, current + 1);
    while (pastPeers < rows.end() && rows.arePeers(pastPeers, current)) {
      pastPeers++;
    }
    return pastPeers;
  }

  private static boolean number(long value, ColumnBuilder out) {
    if (out instanceof IntBuilder ints) {
      ints.append((int) value);
    } else {
      ((LongBuilder) out).append(value);
    }
    return true;
  }

  private static boolean fraction(double value, ColumnBuilder out) {
    ((DoubleBuilder) out).append(value);
    return true;
  }

  @Override
  long needs(long next) {
    return call.ranking() == OverCall.Ranking.ROW_NUMBER ? NOTHING : next - 1;
  }

  @Override
  boolean isRebuilt() {
    return false;
  }

  @Override
  void writeTo(StateWriter state) throws IOException {
    state.putLong(firstPeer);
    state.putLong(pastPeers);
    state.putLong(groups);
  }

  @Override
  void readFrom(StateReader state) throws IOException {
    firstPeer = state.getLong();
    pastPeers = state.getLong();
    groups = state.getLong();
  }
}
