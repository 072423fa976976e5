package io.rheo.shell.bench;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.ScanAbilities;
import java.util.Arrays;

/**
 * How long results take: from the moment when the first event of a step was due, at the latest, to
 * the moment when rows of that step are written. An upper bound, as events of a step that came
 * later took less. Source and sink are called by one thread.
 */
final class Latencies {
  private static final int SAMPLES = 1 << 16;

  private final long[] nanos = new long[SAMPLES]; // the last so many
  private long count;
  private long lastPoll = System.nanoTime();
  private long due; // when the events that are being processed were due
  private boolean reading;

  /** The source, watched for when its events come. */
  Source watch(Source source) {
    return new Watched(source, this);
  }

  /** Rows reached the sink. */
  void written() {
    reading = false;
    nanos[(int) (count++ % SAMPLES)] = System.nanoTime() - due;
  }

  /**
   * The latency that this share of the written batches kept to, in milliseconds.
   *
   * @param share from 0 to 1
   */
  double millis(double share) {
    int known = (int) Math.min(count, SAMPLES);
    if (known == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, known);
    Arrays.sort(sorted);
    return sorted[Math.min(known - 1, (int) (share * known))] / 1e6;
  }

  private void polled() {
    lastPoll = System.nanoTime();
  }

  private void rowsCame() {
    if (!reading) {
      reading = true;
      due = lastPoll; // they were not due yet when the poll before this one ended
    }
  }

  private record Watched(Source source, Latencies latencies) implements Source {
    @Override
    public boolean bounded() {
      return source.bounded();
    }

    @Override
    public ChangelogMode changelogMode() {
      return source.changelogMode();
    }

    @Override
    public ScanAbilities abilities() {
      return source.abilities();
    }

    @Override
    public SourceReader open(SourceEnvironment environment) {
      return new WatchedReader(source.open(environment), latencies);
    }
  }

  private record WatchedReader(SourceReader reader, Latencies latencies) implements SourceReader {
    @Override
    public Status poll(long waitNanos, SourceOutput out) throws InterruptedException {
      Status status = reader.poll(waitNanos, new WatchedOutput(out, latencies));
      latencies.polled();
      return status;
    }

    @Override
    public void confirm() {
      reader.confirm();
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  private record WatchedOutput(SourceOutput out, Latencies latencies) implements SourceOutput {
    @Override
    public void splitAdded(int split, String name) {
      out.splitAdded(split, name);
    }

    @Override
    public void rows(int split, Batch batch) {
      latencies.rowsCame();
      out.rows(split, batch);
    }

    @Override
    public void splitCaughtUp(int split) {
      out.splitCaughtUp(split);
    }

    @Override
    public void splitBehind(int split) {
      out.splitBehind(split);
    }

    @Override
    public void splitFinished(int split) {
      out.splitFinished(split);
    }

    @Override
    public long watermark(int split) {
      return out.watermark(split);
    }
  }
}
