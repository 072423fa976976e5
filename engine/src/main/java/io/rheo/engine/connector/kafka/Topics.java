package io.rheo.engine.connector.kafka;

import java.util.List;
import java.util.regex.Pattern;

/** Which topics a table is. */
sealed interface Topics {
  /** These, all of which must exist. */
  record Named(List<String> names) implements Topics {
    public Named {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      return "topic '" + String.join(";", names) + "'";
    }
  }

  /** Those whose whole name matches, now or later. Kafka's own topics never do. */
  record Matching(Pattern pattern) implements Topics {
    boolean matches(String topic) {
      return !topic.startsWith("__") && pattern.matcher(topic).matches();
    }

    @Override
    public String toString() {
      return "topics that match '" + pattern + "'";
    }
  }
}
