package io.rheo.engine.exec.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.operator.Output;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepUpsertsTest {
  private static final RowType ROW =
      RowType.of(
          new Field("k", DataType.of(TypeName.VARCHAR)),
          new Field("v", DataType.of(TypeName.INTEGER)));

  private final List<String> rows = new ArrayList<>();
  private final Output reader =
      new Output() {
        @Override
        public void batch(Batch batch) {
          for (int row = 0; row < batch.rowCount(); row++) {
            String sign = batch.weight(row) > 0 ? "+" : "-";
            rows.add(sign + batch.bytes(0).string(row) + batch.ints(1)[row]);
          }
        }

        @Override
        public void watermark(long watermark) {}
      };

  @Test
  void aSinkGetsTheLastRowOfEachKeyOnce() {
    StepUpserts upserts = new StepUpserts(ROW, List.of(0), reader);
    upserts.batch(batch("+a1", "+b1"));
    upserts.batch(batch("+a2"));
    assertThat(rows).isEmpty();
    upserts.endStep();
    assertThat(rows).containsExactly("+a2", "+b1");
    upserts.endStep();
    assertThat(rows).hasSize(2);
  }

  @Test
  void anInsertionWinsOverTheRetractionOfTheOldRowInEitherOrder() {
    StepUpserts upserts = new StepUpserts(ROW, List.of(0), reader);
    upserts.batch(batch("-a1", "+b2", "-c1"));
    upserts.batch(batch("+a2", "-b1"));
    upserts.endStep();
    assertThat(rows).containsExactly("+a2", "+b2", "-c1");
  }

  private static Batch batch(String... changes) {
    BatchBuilder builder = new BatchBuilder(ROW);
    for (String change : changes) {
      builder.bytes(0).append(change.substring(1, 2));
      builder.ints(1).append(Integer.parseInt(change.substring(2)));
      builder.endRow(change.startsWith("+") ? 1 : -1);
    }
    return builder.build();
  }
}
