package io.rheo.engine.slt;

import io.rheo.sql.text.Script;
import io.rheo.sql.text.Variables;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A folder of {@code demos/}. */
record Demo(Path folder) {
  private static final Path ROOT = Path.of("../demos");

  /** All of them, by name. */
  static List<Demo> all() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(Files::isDirectory).sorted().map(Demo::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Demo named(String name) {
    return new Demo(ROOT.resolve(name));
  }

  String name() {
    return folder.getFileName().toString();
  }

  Properties properties() {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve("demo.properties"))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  boolean usesKafka() {
    return Boolean.parseBoolean(properties().getProperty("kafka"));
  }

  List<String> scripts() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The statements of a script with their variables replaced. */
  List<String> statements(String script, Map<String, String> variables) {
    try {
      String text = Files.readString(folder.resolve(script));
      return Script.split(script, text).stream()
          .map(
              statement ->
                  Variables.replace(statement, name -> Optional.ofNullable(variables.get(name)))
                      .text())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What DuckDB is asked instead. */
  String oracle(String script) {
    String resource = "/demos/" + name() + "/" + script;
    try (InputStream in = Demo.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no query for DuckDB: src/test/resources" + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${DEMO}", path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String path() {
    return folder.toAbsolutePath().normalize().toString();
  }
}
