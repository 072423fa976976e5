package io.rheo.shell.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A folder with SQL and data, told by a file {@code demo.properties} in it.
 *
 * @param title one line for the list of demos
 * @param description a few sentences shown before it runs
 * @param script the file that runs if no other is asked for
 * @param rowsPerSecond the pace at which its data is replayed
 * @param kafka whether it needs a Kafka broker
 */
public record Demo(
    Path folder,
    String title,
    String description,
    String script,
    int rowsPerSecond,
    boolean kafka) {
  private static final String PROPERTIES = "demo.properties";

  public String name() {
    return folder.getFileName().toString();
  }

  /** The demos in a folder, by name. */
  public static List<Demo> all(Path demos) throws IOException, CommandFailure {
    if (!Files.isDirectory(demos)) {
      throw new CommandFailure(ExitCode.FAILED, "no folder '" + demos + "'");
    }
    List<Path> folders;
    try (Stream<Path> entries = Files.list(demos)) {
      folders = entries.filter(f -> Files.exists(f.resolve(PROPERTIES))).sorted().toList();
    }
    List<Demo> all = new ArrayList<>();
    for (Path folder : folders) {
      all.add(read(folder));
    }
    return all;
  }

  private static Demo read(Path folder) throws IOException, CommandFailure {
    Properties properties = new Properties();
    Path file = folder.resolve(PROPERTIES);
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return new Demo(
        folder,
        required(properties, "title", file),
        properties.getProperty("description", ""),
        required(properties, "script", file),
        number(properties, "pace", file),
        Boolean.parseBoolean(properties.getProperty("kafka", "false")));
  }

  private static String required(Properties properties, String key, Path file)
      throws CommandFailure {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new CommandFailure(ExitCode.FAILED, "'" + file + "' lacks '" + key + "'");
    }
    return value;
  }

  private static int number(Properties properties, String key, Path file) throws CommandFailure {
    String value = properties.getProperty(key, "0");
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "'" + key + "' in '" + file + "' must be a number, not '" + value + "'");
    }
  }

  /** The scripts of the folder, by name. */
  public List<String> scripts() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .sorted()
          .toList();
    }
  }

  /** What {@code ${…}} stands for in the scripts. */
  public Map<String, String> variables(int pace, Optional<String> kafkaAddress) {
    Map<String, String> variables =
        new java.util.TreeMap<>(Map.of("DEMO", folder.toString(), "PACE", Integer.toString(pace)));
    kafkaAddress.ifPresent(address -> variables.put("KAFKA", address));
    return variables;
  }
}
