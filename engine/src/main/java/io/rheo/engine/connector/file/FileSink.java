package io.rheo.engine.connector.file;

import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.format.Format;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.option.Options;
import io.rheo.engine.plan.TableSpec;

/** A directory to write part files into. */
record FileSink(TableSpec table, FileOptions files, Format format, Options formatOptions)
    implements Sink {

  @Override
  public boolean acceptsRetractions() {
    return format.updating();
  }

  @Override
  public SinkWriter open() {
    return new FileSinkWriter(this);
  }

  RecordEncoder encoder() {
    return format.encoder(formatOptions, table.columns());
  }
}
