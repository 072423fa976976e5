package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rheo.server.config.ServerConfig;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The driver's jar, alone on a class path. */
@Timeout(120)
class StandaloneDriverTest {
  @Test
  void theJarNeedsNothingElseAndKeepsItsLibrariesToItself() throws Exception {
    Path jar = Path.of(System.getProperty("rheo.jdbc.standalone"));
    assumeThat(Files.exists(jar)).as("packaged, as in 'verify'").isTrue();
    FixtureEngine engine = new FixtureEngine();
    engine.rows("bounded", FixtureEngine.NUMBERS, List.of(List.of(1L, "one")));
    ClassLoader nothing = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader alone = new URLClassLoader(new URL[] {jar.toUri().toURL()}, nothing);
        Server server = Server.start(ServerConfig.DEFAULT.withPort(0), engine::openSession)) {
      List<Driver> drivers =
          ServiceLoader.load(Driver.class, alone).stream()
              .map(ServiceLoader.Provider::get)
              .filter(driver -> driver.getClass().getClassLoader() == alone)
              .toList();
      assertThat(drivers).hasSize(1);
      assertThat(drivers.get(0).getClass().getName()).isEqualTo("io.rheo.jdbc.RheoDriver");
      for (String serialization : List.of("protobuf", "json")) {
        String url = "jdbc:rheo://127.0.0.1:" + server.port() + "?serialization=" + serialization;
        try (Connection connection = drivers.get(0).connect(url, new Properties());
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("bounded")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString("name")).isEqualTo("one");
          assertThat(rows.next()).isFalse();
        }
      }
      assertThat(alone.getResource("com/google/protobuf/Message.class")).isNull();
      assertThat(alone.getResource("com/fasterxml/jackson/core/JsonParser.class")).isNull();
      assertThat(alone.getResource("org/slf4j/Logger.class")).isNull();
    }
  }
}
