package io.rheo.shell.bench;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceReader.Status;
import io.rheo.engine.metric.ErrorLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers the sources that a query opens, each with the columns and conditions that the query
 * asked it for, to read them once more with no query: what is left of its time is its own.
 *
 * <p>Tells another probe what it is told itself. For one thread.
 */
final class SourcesAlone implements Probe {
  private static final int ROUNDS = 3;

  private final Probe other;
  private final List<Source> sources = new ArrayList<>();

  SourcesAlone(Probe other) {
    this.other = other;
  }

  @Override
  public void opened(Source source) {
    sources.add(source);
  }

  @Override
  public void polling() {
    other.polling();
  }

  @Override
  public void polled() {
    other.polled();
  }

  @Override
  public void rowsCame() {
    other.rowsCame();
  }

  @Override
  public void written() {
    other.written();
  }

  /** Forgets the sources that were opened so far. */
  void reset() {
    sources.clear();
  }

  /**
   * The CPU time that it takes to read all of them to their ends: the least of three rounds, of
   * this thread alone, so that what is left to the query is rather too much than too little.
   */
  double cpuSeconds() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long start = ProcessUsage.cpuNanosOfThread();
      for (Source source : sources) {
        readToTheEnd(source);
      }
      least = Math.min(least, ProcessUsage.cpuNanosOfThread() - start);
    }
    return least / 1e9;
  }

  private static void readToTheEnd(Source source) throws InterruptedException {
    SourceEnvironment environment = new SourceEnvironment(new ErrorLog(), Clock.systemUTC());
    try (SourceReader reader = source.open(environment)) {
      Nobody nobody = new Nobody();
      Status status;
      do {
        status = reader.poll(0, nobody);
      } while (status != Status.FINISHED);
    }
  }

  /** Takes rows and does nothing with them. */
  private static final class Nobody implements SourceOutput {
    @Override
    public void splitAdded(int split, String name) {}

    @Override
    public void rows(int split, Batch batch) {}

    @Override
    public void splitCaughtUp(int split) {}

    @Override
    public void splitFinished(int split) {}

    @Override
    public long watermark(int split) {
      return Long.MIN_VALUE;
    }
  }
}
