package io.rheo.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.SourceReader.Status;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedReaderTest {
  private static final RowType TYPE = RowType.of(new Field("n", DataType.of(TypeName.BIGINT)));

  private final SetClock clock = new SetClock();
  private final Log log = new Log();

  @Test
  void handsOnSoManyRowsASecondInOrder() throws InterruptedException {
    try (PacedReader reader = new PacedReader(new TwoBatches(), 10, clock)) {
      assertThat(reader.poll(0, log)).isEqualTo(Status.IDLE);
      assertThat(log.take()).containsExactly("added a", "added b", "0: 1");

      clock.millis = 99;
      assertThat(reader.poll(0, log)).isEqualTo(Status.IDLE);
      assertThat(log.take()).isEmpty();

      clock.millis = 200;
      assertThat(reader.poll(0, log)).isEqualTo(Status.IDLE);
      assertThat(log.take()).containsExactly("0: 2", "0: 3", "finished 0");

      clock.millis = 400;
      assertThat(reader.poll(0, log)).isEqualTo(Status.MORE);
      assertThat(log.take()).containsExactly("1: 4", "1: 5", "finished 1");

      assertThat(reader.poll(0, log)).isEqualTo(Status.FINISHED);
      assertThat(log.take()).isEmpty();
    }
  }

  @Test
  void doesNotMakeUpForALongPause() throws InterruptedException {
    try (PacedReader reader = new PacedReader(new TwoBatches(), 10, clock)) {
      reader.poll(0, log);
      log.take();
      clock.millis = 60_000;

      reader.poll(0, log);

      assertThat(log.take()).containsExactly("0: 2", "0: 3", "finished 0", "1: 4");
    }
  }

  @Test
  void confirmsOnlyWhatWasHandedOn() throws InterruptedException {
    TwoBatches source = new TwoBatches();
    try (PacedReader reader = new PacedReader(source, 10, clock)) {
      reader.poll(0, log);
      reader.confirm();
      assertThat(source.confirmed).isFalse();

      clock.millis = 200;
      reader.poll(0, log);
      clock.millis = 400;
      reader.poll(0, log);
      reader.confirm();
      assertThat(source.confirmed).isTrue();
    }
    assertThat(source.closed).isTrue();
  }

  /** Two splits: rows 1 to 3, and 4 to 5, both handed out by the first poll. */
  private static final class TwoBatches implements SourceReader {
    private boolean read;
    private boolean confirmed;
    private boolean closed;

    @Override
    public Status poll(long waitNanos, SourceOutput out) {
      if (read) {
        return Status.FINISHED;
      }
      read = true;
      out.splitAdded(0, "a");
      out.splitAdded(1, "b");
      assertThat(out.watermark(1)).isEqualTo(1);
      out.rows(0, batch(1, 2, 3));
      out.splitFinished(0);
      out.rows(1, batch(4, 5));
      out.splitFinished(1);
      return Status.MORE;
    }

    private static Batch batch(long... numbers) {
      BatchBuilder batch = new BatchBuilder(TYPE);
      for (long number : numbers) {
        batch.longs(0).append(number);
        batch.endRow();
      }
      return batch.build();
    }

    @Override
    public void confirm() {
      confirmed = true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class Log implements SourceOutput {
    private final List<String> lines = new ArrayList<>();
    private int splits;

    List<String> take() {
      List<String> taken = List.copyOf(lines);
      lines.clear();
      return taken;
    }

    @Override
    public void splitAdded(int split, String name) {
      assertThat(split).isEqualTo(splits++);
      lines.add("added " + name);
    }

    @Override
    public void rows(int split, Batch batch) {
      for (int row = 0; row < batch.rowCount(); row++) {
        lines.add(split + ": " + batch.longs(0)[row]);
      }
    }

    @Override
    public void splitCaughtUp(int split) {
      lines.add("caught up " + split);
    }

    @Override
    public void splitFinished(int split) {
      lines.add("finished " + split);
    }

    @Override
    public long watermark(int split) {
      assertThat(split).isLessThan(splits);
      return split;
    }
  }

  private static final class SetClock extends Clock {
    private long millis;

    @Override
    public long millis() {
      return millis;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
