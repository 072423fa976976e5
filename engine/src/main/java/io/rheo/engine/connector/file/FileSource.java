package io.rheo.engine.connector.file;

import io.rheo.engine.connector.PacedReader;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.format.Format;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.option.Options;
import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.ScanAbilities;
import java.util.List;
import java.util.Set;

/** Files to read; each is a split. */
record FileSource(
    SourceRequest request,
    FileOptions files,
    Format format,
    Options formatOptions,
    List<FileMetadata> metadata)
    implements Source {

  @Override
  public boolean bounded() {
    return files.monitorInterval().isEmpty();
  }

  @Override
  public ChangelogMode changelogMode() {
    return format.updating() ? ChangelogMode.RETRACT : ChangelogMode.APPEND;
  }

  @Override
  public ScanAbilities abilities() {
    return new ScanAbilities(format.readsMembers(), Set.of());
  }

  @Override
  public SourceReader open(SourceEnvironment environment) {
    SourceReader reader = new FileSourceReader(this, environment);
    return files.rowsPerSecond() == 0
        ? reader
        : new PacedReader(reader, files.rowsPerSecond(), environment.clock());
  }

  RecordDecoder decoder() {
    return format.decoder(
        formatOptions, request.table().columns(), request.targets(), request.memberTargets());
  }
}
