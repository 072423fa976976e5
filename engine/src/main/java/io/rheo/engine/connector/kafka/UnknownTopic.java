package io.rheo.engine.connector.kafka;

import io.rheo.engine.connector.ConnectorException;
import org.apache.kafka.common.KafkaException;

/** A topic that does not exist, or not yet. */
final class UnknownTopic extends KafkaException {
  private final ConnectorException explained;

  UnknownTopic(ConnectorException explained) {
    super(explained.getMessage());
    this.explained = explained;
  }

  /** The same for the user. */
  ConnectorException explained() {
    return explained;
  }
}
