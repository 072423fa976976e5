package io.rheo.engine.operator;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** Runs one operator and collects the rows that it emits, as text. */
public final class OperatorDriver implements Output {
  private final Supplier<OneInputOperator> factory;
  private final RowType outputType;
  private final List<OutputRow> rows = new ArrayList<>();
  private OneInputOperator operator;
  private long watermark = OneInputOperator.NO_WATERMARK;

  /** A row of the output. */
  public record OutputRow(int weight, List<Object> values) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(weight == 1 ? "" : weight + "x");
      for (Object value : values) {
        text.append(text.isEmpty() ? "" : " ").append(print(value));
      }
      return text.toString();
    }

    private static String print(Object value) {
      return value instanceof byte[] bytes
          ? HexFormat.of().formatHex(bytes)
          : String.valueOf(value);
    }
  }

  public OperatorDriver(Supplier<OneInputOperator> factory, RowType outputType) {
    this.factory = factory;
    this.outputType = outputType;
    operator = factory.get();
  }

  public void send(Batch batch) {
    operator.onBatch(batch, this);
  }

  public void advance(long newWatermark) {
    operator.onWatermark(newWatermark, this);
  }

  public void endStep() {
    operator.onStepEnd(this);
  }

  /** The size of the operator's snapshot. */
  public int snapshotBytes() {
    return snapshot().length;
  }

  /** Replaces the operator by a new one that is restored from its snapshot. */
  public void restart() {
    byte[] state = snapshot();
    operator = factory.get();
    ByteArrayInputStream in = new ByteArrayInputStream(state);
    try {
      operator.restore(new StateReader(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (in.available() != 0) {
      throw new AssertionError(in.available() + " bytes of the snapshot were not read");
    }
  }

  private byte[] snapshot() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      operator.snapshot(new StateWriter(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The rows emitted since the last call. */
  public List<OutputRow> take() {
    List<OutputRow> taken = List.copyOf(rows);
    rows.clear();
    return taken;
  }

  public long watermark() {
    return watermark;
  }

  @Override
  public void batch(Batch batch) {
    for (int row = 0; row < batch.rowCount(); row++) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < batch.columnCount(); i++) {
        values.add(BoxedValues.get(batch.column(i), outputType.type(i), row));
      }
      rows.add(new OutputRow(batch.weight(row), values));
    }
  }

  @Override
  public void watermark(long newWatermark) {
    if (newWatermark < watermark) {
      throw new AssertionError("the watermark went back to " + newWatermark);
    }
    watermark = newWatermark;
  }
}
