package io.rheo.shell.bench;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.ScanAbilities;

/** A source, and who is told what it is asked and gives. */
record ProbedSource(Source source, Probe probe) implements Source {
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
    probe.opened(source);
    return new Reader(source.open(environment), probe);
  }

  private record Reader(SourceReader reader, Probe probe) implements SourceReader {
    @Override
    public Status poll(long waitNanos, SourceOutput out) throws InterruptedException {
      probe.polling();
      Status status = reader.poll(waitNanos, new Output(out, probe));
      probe.polled();
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

  private record Output(SourceOutput out, Probe probe) implements SourceOutput {
    @Override
    public void splitAdded(int split, String name) {
      out.splitAdded(split, name);
    }

    @Override
    public void rows(int split, Batch batch) {
      probe.rowsCame();
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
