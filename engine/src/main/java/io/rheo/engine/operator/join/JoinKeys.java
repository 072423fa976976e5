package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.JoinNode;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The keys of a join as words that are the same for rows of both sides that may go together. */
final class JoinKeys {
  private final List<JoinKey> keys;
  private final int[][] columns;
  private final KeyEncoder encoder;

  JoinKeys(JoinNode plan, List<JoinKey> keys) {
    this.keys = keys;
    columns =
        new int[][] {
          keys.stream().mapToInt(JoinKey::left).toArray(),
          keys.stream().mapToInt(JoinKey::right).toArray()
        };
    encoder =
        new KeyEncoder(commonType(plan, keys), IntStream.range(0, keys.size()).boxed().toList());
  }

  private static RowType commonType(JoinNode plan, List<JoinKey> keys) {
    List<Field> fields = new ArrayList<>();
    for (JoinKey key : keys) {
      Field left = plan.left().rowType().fields().get(key.left());
      boolean nullable =
          left.type().nullable() || plan.right().rowType().type(key.right()).nullable();
      fields.add(new Field(left.name(), left.type().withNullable(nullable)));
    }
    return new RowType(fields);
  }

  KeyEncoder encoder() {
    return encoder;
  }

  /** How many words a key has. */
  int width() {
    return encoder.width();
  }

  /** The words of the keys of all rows; they hold until the next call. */
  long[] encode(int side, Batch batch) {
    return encoder.encode(batch.select(columns[side]));
  }

  /** Whether the key of a row is equal to none, because of a NULL in it. */
  boolean isUnmatched(int side, Batch batch, int row) {
    for (int i = 0; i < columns[side].length; i++) {
      if (!keys.get(i).nullsEqual() && batch.column(columns[side][i]).isNull(row)) {
        return true;
      }
    }
    return false;
  }
}
