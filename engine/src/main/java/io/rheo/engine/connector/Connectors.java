package io.rheo.engine.connector;

import io.rheo.engine.connector.blackhole.BlackholeConnector;
import io.rheo.engine.connector.datagen.DatagenConnector;
import io.rheo.engine.connector.file.FileConnector;
import io.rheo.engine.connector.kafka.KafkaConnector;
import io.rheo.engine.connector.kafka.UpsertKafkaConnector;
import io.rheo.engine.connector.nexmark.NexmarkConnector;
import io.rheo.engine.connector.print.PrintConnector;
import io.rheo.engine.option.Nearest;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.plan.TableSpec;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All connectors by name. A list in the code: nothing is scanned, and no connector's classes are
 * loaded before a table uses it.
 */
public final class Connectors {
  private static final Map<String, Supplier<Connector>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "blackhole", BlackholeConnector::new,
              "datagen", DatagenConnector::new,
              "filesystem", FileConnector::new,
              "kafka", KafkaConnector::new,
              "nexmark", NexmarkConnector::new,
              "upsert-kafka", UpsertKafkaConnector::new,
              "print", () -> new PrintConnector(System.out, System.err)));

  private Connectors() {}

  /** The names that the option {@code 'connector'} may have. */
  public static Set<String> names() {
    return Set.copyOf(BY_NAME.keySet());
  }

  /** The connector that the table's option {@code 'connector'} names. */
  public static Connector require(TableSpec table) {
    String name = TableOptions.of(table).require("connector", "filesystem").strip();
    Supplier<Connector> connector = BY_NAME.get(name);
    if (connector == null) {
      throw new OptionException(
          Kind.INVALID,
          "connector",
          "unknown connector '" + name + "'",
          "Rheo has no connector of this name",
          Nearest.of(name, BY_NAME.keySet()).map(near -> "did you mean '" + near + "'? ").orElse("")
              + "connectors: "
              + String.join(", ", BY_NAME.keySet()));
    }
    return connector.get();
  }
}
