package io.rheo.engine.connector.print;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.ChangeKind;
import io.rheo.engine.column.ValueText;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.type.RowType;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints rows line by line; a batch appears at once. */
final class PrintWriter implements SinkWriter {
  private final PrintStream out;
  private final String prefix;
  private final RowType columns;

  PrintWriter(PrintStream out, String prefix, RowType columns) {
    this.out = out;
    this.prefix = prefix;
    this.columns = columns;
  }

  @Override
  public void write(Batch batch) {
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < batch.rowCount(); row++) {
      int start = lines.length();
      appendLine(batch, row, lines);
      String line = lines.substring(start);
      for (int copy = 1; copy < Math.abs(batch.weight(row)); copy++) {
        lines.append(line);
      }
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length); // in one piece: other writers share the stream
    out.flush();
  }

  private void appendLine(Batch batch, int row, StringBuilder out) {
    out.append(prefix).append(ChangeKind.of(batch, row).symbol()).append('[');
    for (int column = 0; column < columns.size(); column++) {
      out.append(column == 0 ? "" : ", ");
      ValueText.append(out, batch.column(column), columns.type(column), row);
    }
    out.append("]\n");
  }

  @Override
  public void flush() {
    out.flush();
  }

  /** The stream is not ours. */
  @Override
  public void close() {}
}
