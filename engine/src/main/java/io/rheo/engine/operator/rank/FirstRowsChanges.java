package io.rheo.engine.operator.rank;

import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.state.PackedRows;
import java.util.Arrays;

/** The net changes of partitions, from the rows that they had and those that they have. */
final class FirstRowsChanges {
  private final boolean numbered;
  private final boolean mayEqual; // a row that enters can look like one that leaves
  private final FirstRowsTable table;
  private final PackedRows rows;
  private final FirstRowsOutput output;
  private long[] leaving = new long[64]; // of all partitions
  private int leavingCount;
  private long[] minuses = new long[16]; // of one partition; 0: netted
  private long[] pluses = new long[16];

  FirstRowsChanges(OrderedNode.Rank plan, FirstRowsTable table, PackedRows rows) {
    RankRule rule = plan.rule();
    numbered = plan.numbered();
    mayEqual =
        rule.latestFirst()
            || !rule.order().stream().map(SortKey::column).allMatch(plan.columns()::contains);
    this.table = table;
    this.rows = rows;
    output = new FirstRowsOutput(plan, rows);
  }

  /** Hands on all changes and forgets the rows that are not among the first any more. */
  void emit(TouchedPartitions touched, Output out) {
    for (int number = 0; number < touched.count(); number++) {
      int from = leavingCount;
      findLeaving(touched, number);
      if (numbered) {
        renumber(touched, number, out);
      } else {
        exchange(touched.base(number), from, out);
      }
    }
    output.flush(out);
    for (int i = 0; i < leavingCount; i++) {
      rows.remove(leaving[i]);
    }
    leavingCount = 0;
  }

  /** Rows that stay keep their order, so both lists are walked once. */
  private void findLeaving(TouchedPartitions touched, int number) {
    int base = touched.base(number);
    int oldCount = touched.rowCount(number);
    if (leaving.length - leavingCount < oldCount) {
      leaving = Arrays.copyOf(leaving, 2 * leaving.length + oldCount);
    }
    int count = table.count(base);
    int place = 0;
    for (int i = 0; i < oldCount; i++) {
      long old = touched.row(number, i);
      while (place < count && FirstRowsOperator.isFresh(table.row(base, place))) {
        place++;
      }
      if (place < count && table.row(base, place) == old) {
        place++;
      } else {
        leaving[leavingCount++] = old;
      }
    }
  }

  private void renumber(TouchedPartitions touched, int number, Output out) {
    int base = touched.base(number);
    int oldCount = touched.rowCount(number);
    int count = table.count(base);
    for (int place = 0; place < Math.max(oldCount, count); place++) {
      long old = place < oldCount ? touched.row(number, place) : -1;
      long now = place < count ? FirstRowsOperator.reference(table.row(base, place)) : -1;
      if (old == now || (old >= 0 && now >= 0 && rows.isSame(old, now))) {
        continue;
      }
      if (old >= 0) {
        output.add(old, place + 1L, -1, out);
      }
      if (now >= 0) {
        output.add(now, place + 1L, 1, out);
      }
    }
  }

  private void exchange(int base, int from, Output out) {
    int minusCount = leavingCount - from;
    int count = table.count(base);
    if (pluses.length < Math.max(count, minusCount)) {
      pluses = new long[2 * Math.max(count, minusCount)];
      minuses = new long[pluses.length];
    }
    System.arraycopy(leaving, from, minuses, 0, minusCount);
    int plusCount = 0;
    for (int place = 0; place < count; place++) {
      long row = table.row(base, place);
      if (FirstRowsOperator.isFresh(row)) {
        pluses[plusCount++] = FirstRowsOperator.reference(row);
      }
    }
    if (mayEqual) {
      net(minusCount, plusCount);
    }
    for (int i = 0; i < Math.max(minusCount, plusCount); i++) {
      if (i < minusCount && minuses[i] != 0) {
        output.add(minuses[i], 0, -1, out);
      }
      if (i < plusCount && pluses[i] != 0) {
        output.add(pluses[i], 0, 1, out);
      }
    }
  }

  private void net(int minusCount, int plusCount) {
    for (int i = 0; i < minusCount; i++) {
      for (int j = 0; j < plusCount && minuses[i] != 0; j++) {
        if (pluses[j] != 0 && rows.isSame(minuses[i], pluses[j])) {
          minuses[i] = 0;
          pluses[j] = 0;
        }
      }
    }
  }
}
