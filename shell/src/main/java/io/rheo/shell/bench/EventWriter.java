package io.rheo.shell.bench;

import java.io.IOException;

/** Writes what the generator makes of one kind of events. */
record EventWriter(BenchQuery tables, StoredEvents.Kind kind, EventSource.Volume volume)
    implements StoredEvents.Writer {

  @Override
  public void write(String options) throws IOException, InterruptedException {
    try (BenchSession session = open()) {
      tables.statements().forEach(session::execute);
      session.execute(StoredEvents.table("stored", kind, "") + options);
      session.insert("INSERT INTO stored SELECT * FROM " + kind.view());
    }
  }

  @Override
  public long count(String options) throws IOException, InterruptedException {
    try (BenchSession session = open()) {
      session.execute(StoredEvents.table("stored", kind, "") + options);
      return rows(session, "stored");
    }
  }

  @Override
  public long count() throws IOException, InterruptedException {
    try (BenchSession session = open()) {
      tables.statements().forEach(session::execute);
      return rows(session, kind.view());
    }
  }

  private static long rows(BenchSession session, String table) throws InterruptedException {
    session.execute("CREATE TABLE counted (one INT) WITH ('connector' = 'blackhole')");
    return session.insert("INSERT INTO counted SELECT 1 FROM " + table).rowsOut();
  }

  private BenchSession open() {
    return BenchSession.open(BenchConnectors.generator(volume), 1);
  }
}
