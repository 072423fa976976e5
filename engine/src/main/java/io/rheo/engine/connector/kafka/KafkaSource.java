package io.rheo.engine.connector.kafka;

import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.ScanAbilities;
import java.util.Set;

/** A table of Kafka topics as a source: each partition is a split, named {@code topic-0}. */
record KafkaSource(KafkaOptions options, RecordLayout layout, SourceRequest request)
    implements Source {
  @Override
  public boolean bounded() {
    return options.stop().isPresent();
  }

  @Override
  public ChangelogMode changelogMode() {
    if (layout.upserts()) {
      return ChangelogMode.UPSERT;
    }
    return layout.value().format().updating() ? ChangelogMode.RETRACT : ChangelogMode.APPEND;
  }

  @Override
  public ScanAbilities abilities() {
    boolean members = layout.key().isEmpty() && layout.value().format().readsMembers();
    return new ScanAbilities(members, Set.of());
  }

  @Override
  public SourceReader open(SourceEnvironment environment) {
    return new KafkaReader(options, layout, request, environment);
  }
}
