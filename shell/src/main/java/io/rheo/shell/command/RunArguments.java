package io.rheo.shell.command;

import io.rheo.shell.command.OutputStyle.Changes;
import io.rheo.shell.command.OutputStyle.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what {@code rheo run} was asked for. */
final class RunArguments {
  private RunArguments() {}

  static RunRequest request(Arguments arguments)
      throws UsageException, CommandFailure, IOException {
    Optional<String> sql = arguments.value("-e");
    Optional<String> file = arguments.operand(0);
    if (sql.isPresent() == file.isPresent()) {
      throw new UsageException("give either a script's file or -e 'SQL'");
    }
    if (arguments.has("--final") && arguments.has("--changelog")) {
      throw new UsageException("--final and --changelog exclude each other");
    }
    OutputStyle style =
        new OutputStyle(
            format(arguments.value("--format").orElse("table")),
            arguments.has("--final") ? Changes.FINAL : Changes.CHANGELOG);
    return new RunRequest(
        sql.isPresent() ? "<command line>" : sourceName(file.get()),
        sql.isPresent() ? sql.get() : read(file.get()),
        style,
        arguments.pairs("--set"),
        arguments.pairs("--var"));
  }

  private static Format format(String name) throws UsageException {
    return switch (name) {
      case "table" -> Format.TABLE;
      case "csv" -> Format.CSV;
      case "json" -> Format.JSON;
      default -> throw new UsageException("--format is table, csv or json, not '" + name + "'");
    };
  }

  private static String sourceName(String file) {
    return file.equals("-") ? "<stdin>" : file;
  }

  private static String read(String file) throws CommandFailure, IOException {
    if (file.equals("-")) {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.USAGE, "no file '" + file + "'");
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "cannot read '" + file + "': " + e.getMessage());
    }
  }
}
