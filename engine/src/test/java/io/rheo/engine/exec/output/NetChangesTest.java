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

class NetChangesTest {
  private static final RowType ROW = RowType.of(new Field("v", DataType.of(TypeName.VARCHAR)));

  private final List<String> rows = new ArrayList<>();
  private final NetChanges net =
      new NetChanges(
          ROW,
          new Output() {
            @Override
            public void batch(Batch batch) {
              for (int row = 0; row < batch.rowCount(); row++) {
                rows.add(batch.weight(row) + " " + batch.bytes(0).string(row));
              }
            }

            @Override
            public void watermark(long watermark) {}
          });

  @Test
  void aRowThatIsTakenBackAndPutThereAgainLeavesNoTrace() {
    net.batch(batch("+a rather long text", "+b"));
    net.batch(batch("-c", "+c", "-b", "+d", "+d"));
    net.endStep();
    assertThat(rows).containsExactly("1 a rather long text", "2 d");
    rows.clear();
    net.batch(batch("-a rather long text"));
    net.endStep();
    assertThat(rows).containsExactly("-1 a rather long text");
  }

  @Test
  void stepsWithoutRetractionsPassAsTheyAre() {
    net.batch(batch("+a", "+a"));
    assertThat(rows).isEmpty();
    net.endStep();
    assertThat(rows).containsExactly("1 a", "1 a");
  }

  private static Batch batch(String... changes) {
    BatchBuilder builder = new BatchBuilder(ROW);
    for (String change : changes) {
      builder.bytes(0).append(change.substring(1));
      builder.endRow(change.startsWith("+") ? 1 : -1);
    }
    return builder.build();
  }
}
