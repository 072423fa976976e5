package io.rheo.shell.command;

import io.rheo.sql.error.Suggestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds demos by name and lists them. */
public final class DemoList {
  private final Path folder;
  private final List<Demo> demos;

  /** Reads the demos in a folder. */
  public DemoList(Path folder) throws IOException, CommandFailure {
    this.folder = folder;
    this.demos = Demo.all(folder);
  }

  /** One line for each demo. */
  public String text() {
    StringBuilder text = new StringBuilder("Demos; run one with: rheo demo NAME\n\n");
    int width = demos.stream().mapToInt(demo -> demo.name().length()).max().orElse(0);
    for (Demo demo : demos) {
      text.append("  ").append(demo.name());
      text.append(" ".repeat(width - demo.name().length() + 2)).append(demo.title()).append('\n');
    }
    return text.append("\nThe files are in ").append(folder).append("; edit them.").toString();
  }

  /** The demo of that name. */
  public Demo find(String name) throws CommandFailure {
    for (Demo demo : demos) {
      if (demo.name().equals(name)) {
        return demo;
      }
    }
    List<String> names = demos.stream().map(Demo::name).toList();
    throw notFound("demo", name, names);
  }

  /** The file of the script asked for, or of the demo's first. */
  public static Path script(Demo demo, Optional<String> asked) throws IOException, CommandFailure {
    String name = asked.orElse(demo.script());
    String file = name.endsWith(".sql") ? name : name + ".sql";
    List<String> scripts = demo.scripts();
    if (!scripts.contains(file)) {
      throw notFound("script", file, scripts);
    }
    return demo.folder().resolve(file);
  }

  private static CommandFailure notFound(String kind, String name, List<String> names) {
    String nearest =
        Suggestions.nearest(name, names).map(found -> "; did you mean '" + found + "'?").orElse("");
    return new CommandFailure(
        ExitCode.USAGE,
        "no " + kind + " '" + name + "'" + nearest + " There are: " + String.join(", ", names));
  }
}
