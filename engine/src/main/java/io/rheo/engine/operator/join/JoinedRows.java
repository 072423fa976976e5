package io.rheo.engine.operator.join;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.JoinNode;
import io.rheo.engine.plan.VersionJoin;
import io.rheo.engine.type.DataType;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes output rows of held rows: of pairs, which are tested first, and of rows that have no
 * partner. An output row has the weight of the rows that it is made of, multiplied.
 */
final class JoinedRows {
  private static final int ABSENT = -1;

  private final JoinKind kind;
  private final HeldRows[] sides;
  private final int leftColumns;
  private final int[] columns;
  private final DataType[] types; // of the left's columns, then the right's
  private final PairCondition test; // null: every pair passes
  private final boolean onePartner; // a left row that does not go with it stays alone
  private final int[] lefts = new int[Batch.TARGET_ROWS];
  private final int[] rights = new int[Batch.TARGET_ROWS];
  private int count;
  private boolean pairs; // whether what waits are pairs to be tested

  /**
   * @param condition over the left's columns followed by the right's
   * @param columns what is handed on, as indexes into these
   */
  JoinedRows(
      JoinNode plan,
      Optional<Expr> condition,
      int[] columns,
      HeldRows[] sides,
      Supplier<StageEnvironment> environment) {
    kind = plan.kind();
    onePartner = plan instanceof VersionJoin && kind == JoinKind.LEFT;
    this.columns = columns;
    this.sides = sides;
    leftColumns = plan.leftColumns();
    types = new DataType[leftColumns + plan.right().rowType().size()];
    Arrays.setAll(
        types,
        i ->
            i < leftColumns
                ? plan.left().rowType().type(i)
                : plan.right().rowType().type(i - leftColumns));
    test = condition.map(expr -> new PairCondition(plan, expr, environment.get())).orElse(null);
  }

  /** Takes two rows that may go together. */
  void pair(int left, int right, Output out) {
    add(left, right, true, out);
  }

  /** Takes a row that has no partner. */
  void alone(int side, int cell, Output out) {
    add(side == 0 ? cell : ABSENT, side == 0 ? ABSENT : cell, false, out);
  }

  private void add(int left, int right, boolean arePairs, Output out) {
    if (count == lefts.length || pairs != arePairs) {
      flush(out);
    }
    pairs = arePairs;
    lefts[count] = left;
    rights[count] = right;
    count++;
  }

  /** Hands on what waits. The rows taken may be forgotten afterwards. */
  void flush(Output out) {
    int taken = count;
    count = 0;
    if (taken == 0) {
      return;
    }
    int passed = pairs && test != null ? pass(taken) : taken;
    if (pairs) {
      passed = match(passed);
    }
    if (passed > 0) {
      out.batch(batch(passed));
    }
  }

  /** Moves the pairs that pass to the front; returns how many there are. */
  private int pass(int taken) {
    int[] passing = test.passing(taken, column -> column(column, taken));
    if (onePartner) {
      return separate(taken, passing);
    }
    for (int i = 0; i < passing.length; i++) {
      lefts[i] = lefts[passing[i]];
      rights[i] = rights[passing[i]];
    }
    return passing.length;
  }

  /** Lets the left rows of the other pairs stand alone, in their order. */
  private int separate(int taken, int[] passing) {
    int next = 0;
    for (int i = 0; i < taken; i++) {
      if (next < passing.length && passing[next] == i) {
        next++;
      } else {
        rights[i] = ABSENT;
      }
    }
    return taken;
  }

  /** Notes that rows have partners; returns how many output rows the pairs give. */
  private int match(int passed) {
    if (kind == JoinKind.INNER) {
      return passed;
    }
    int given = 0;
    for (int i = 0; i < passed; i++) {
      boolean first = sides[0].match(lefts[i]);
      if (kind.watches(1)) {
        sides[1].match(rights[i]);
      }
      if (kind == JoinKind.SEMI && first) {
        lefts[given] = lefts[i];
        rights[given++] = ABSENT;
      }
    }
    return kind.givesPairs() ? passed : given;
  }

  private Batch batch(int rows) {
    Column[] result = new Column[columns.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = column(columns[i], rows);
    }
    return new Batch(result, rows, weights(rows));
  }

  private int[] weights(int rows) {
    int[] weights = null;
    for (int i = 0; i < rows; i++) {
      int weight = weight(0, lefts[i]) * weight(1, rights[i]);
      if (weight != 1 && weights == null) {
        weights = new int[rows];
        Arrays.fill(weights, 0, i, 1);
      }
      if (weights != null) {
        weights[i] = weight;
      }
    }
    return weights;
  }

  private int weight(int side, int cell) {
    return cell == ABSENT ? 1 : sides[side].store().count(cell);
  }

  private Column column(int index, int rows) {
    boolean isLeft = index < leftColumns;
    int[] cells = isLeft ? lefts : rights;
    var source = sides[isLeft ? 0 : 1].store().column(isLeft ? index : index - leftColumns);
    ColumnBuilder builder = ColumnBuilder.of(types[index]);
    for (int i = 0; i < rows; i++) {
      if (cells[i] == ABSENT) {
        builder.appendNull();
      } else {
        source.appendTo(builder, cells[i]);
      }
    }
    return builder.build();
  }
}
