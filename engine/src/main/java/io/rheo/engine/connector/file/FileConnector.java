package io.rheo.engine.connector.file;

import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.TableOptions;
import io.rheo.engine.format.Format;
import io.rheo.engine.format.Formats;
import io.rheo.engine.option.Options;
import io.rheo.engine.plan.TableSpec;

/** {@code 'connector' = 'filesystem'}: records in files, one a line. */
public final class FileConnector implements Connector {
  @Override
  public String name() {
    return "filesystem";
  }

  @Override
  public Source source(SourceRequest request) {
    Options options = TableOptions.of(request.table());
    FileOptions files = FileOptions.of(options);
    Format format = Formats.require(options, "format");
    FileSource source =
        new FileSource(
            request,
            files,
            format,
            options.scoped(format.name() + "."),
            FileMetadata.of(request.metadata()));
    source.decoder(); // checks the format's options now, with those of the statement at hand
    options.rejectUnknown();
    return source;
  }

  @Override
  public Sink sink(TableSpec table) {
    Options options = TableOptions.of(table);
    FileOptions files = FileOptions.of(options);
    Format format = Formats.require(options, "format");
    FileSink sink = new FileSink(table, files, format, options.scoped(format.name() + "."));
    sink.encoder();
    options.rejectUnknown();
    return sink;
  }
}
