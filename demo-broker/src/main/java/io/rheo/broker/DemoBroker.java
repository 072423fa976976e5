package io.rheo.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker, controller included, that listens on loopback only.
 *
 * <pre>java -jar rheo-demo-broker.jar PORT DIRECTORY [name=value …]</pre>
 *
 * <p>Prints {@code ready} once clients can connect, and stops in order when its standard input
 * ends: a parent that dies leaves no orphan. Topics are kept in the directory and are there again
 * after a restart with the same one. Further arguments are settings of the broker.
 */
public final class DemoBroker {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int NODE = 1;

  /** The same at each start, or a directory from an earlier one would be refused. */
  private static final String CLUSTER = "cmhlby1kZW1vLWJyb2tlcg"; // 16 bytes: rheo-demo-broker

  private DemoBroker() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) {
      System.err.println("usage: java -jar rheo-demo-broker.jar PORT DIRECTORY [name=value ...]");
      System.exit(2);
    }
    // Unless somebody asked for more: a broker logs hundreds of lines while all is well.
    System.getProperties().putIfAbsent("org.slf4j.simpleLogger.defaultLogLevel", "error");
    Path directory = Path.of(arguments[1]).toAbsolutePath();
    Properties settings = settings(Integer.parseInt(arguments[0]), directory);
    for (int i = 2; i < arguments.length; i++) {
      String[] setting = arguments[i].split("=", 2);
      settings.setProperty(setting[0], setting[1]);
    }
    format(directory);
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    System.out.println("ready");
    System.out.flush();
    awaitEnd(System.in);
    server.shutdown();
    server.awaitShutdown();
    System.exit(0); // threads of the broker's metrics are not daemons
  }

  /** Gives the directory its identity, unless it has one from an earlier start. */
  private static void format(Path directory) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(CLUSTER)
        .setNodeId(NODE)
        .addDirectory(directory.toString())
        .setMetadataLogDirectory(directory.toString())
        .setControllerListenerName("CONTROLLER")
        .setIgnoreFormatted(true)
        .run();
  }

  private static Properties settings(int port, Path directory) throws IOException {
    String controller = LOOPBACK + ":" + freePort();
    Properties settings = new Properties();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", Integer.toString(NODE));
    settings.setProperty("controller.quorum.voters", NODE + "@" + controller);
    settings.setProperty("controller.listener.names", "CONTROLLER");
    String broker = "PLAINTEXT://" + LOOPBACK + ":" + port;
    settings.setProperty("listeners", broker + ",CONTROLLER://" + controller);
    settings.setProperty("advertised.listeners", broker);
    settings.setProperty("log.dirs", directory.toString());
    // Internal topics: one node cannot hold three replicas, and small ones are quick to create.
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.setProperty(topic + ".num.partitions", "1");
      settings.setProperty(topic + ".replication.factor", "1");
    }
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    // Sized for a laptop and one user, not for a server.
    settings.setProperty("num.network.threads", "1");
    settings.setProperty("num.io.threads", "2");
    settings.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    settings.setProperty("log.index.size.max.bytes", "1048576");
    return settings;
  }

  /** The controller's port: only the broker itself needs to know it, so it may change. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitEnd(InputStream input) throws IOException {
    byte[] ignored = new byte[256];
    while (input.read(ignored) >= 0) {
      // Nothing is understood on standard input; only its end counts.
    }
  }
}
