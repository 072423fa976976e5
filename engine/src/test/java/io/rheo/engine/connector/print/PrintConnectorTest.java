package io.rheo.engine.connector.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.connector.Tables;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintConnectorTest {
  private static final RowType COLUMNS =
      RowType.of(
          new Field("a", DataType.of(TypeName.VARCHAR)),
          new Field("b", DataType.of(TypeName.INTEGER)));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void printsEachChangeWithItsKind() throws Exception {
    print("print-identifier", "p");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            p> +I[é, 1]
            p> -U[é, 1]
            p> +U[é, 2]
            p> -D[x, NULL]
            p> +I[y, 3]
            p> +I[y, 3]
            """);
    assertThat(err.size()).isZero();
  }

  @Test
  void printsToStandardErrorIfAsked() throws Exception {
    print("standard-error", "true");

    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("+I[é, 1]\n");
    assertThat(out.size()).isZero();
  }

  private void print(String key, String value) throws Exception {
    PrintConnector connector =
        new PrintConnector(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8));
    Sink sink = connector.sink(Tables.table(COLUMNS, "connector", "print", key, value));
    assertThat(sink.acceptsRetractions()).isTrue();
    try (SinkWriter writer = sink.open()) {
      writer.write(changes());
      writer.finish();
    }
  }

  private static Batch changes() {
    BatchBuilder rows = new BatchBuilder(COLUMNS);
    row(rows, "é", 1, 1);
    row(rows, "é", 1, -1);
    row(rows, "é", 2, 1);
    rows.bytes(0).append("x");
    rows.ints(1).appendNull();
    rows.endRow(-1);
    row(rows, "y", 3, 2);
    return rows.build();
  }

  private static void row(BatchBuilder rows, String a, int b, int weight) {
    rows.bytes(0).append(a);
    rows.ints(1).append(b);
    rows.endRow(weight);
  }
}
