package io.rheo.shell.terminal;

import io.rheo.shell.command.Console;
import io.rheo.shell.command.OutputStyle.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Carries out the commands of the shell. */
final class ShellCommands {
  private static final String HELP =
      """
      A statement ends with ; and may take several lines. Ctrl-C stops a query, Ctrl-D leaves.
        \\d              tables and views            \\d NAME      columns of one
        .schema NAME    the CREATE statement of a table
        .format F       table, csv or json          .timing on|off
        .changelog on   show each change of an updating query; off: a table that changes in place
        .read FILE      run a script                .help, .quit
      SHOW TABLES; DESCRIBE t; EXPLAIN SELECT …; are statements.""";

  private final Console console;
  private final ShellSettings settings;
  private final LiveCatalog catalog;
  private final BiConsumer<String, String> scripts; // name and text

  ShellCommands(
      Console console,
      ShellSettings settings,
      LiveCatalog catalog,
      BiConsumer<String, String> scripts) {
    this.console = console;
    this.settings = settings;
    this.catalog = catalog;
    this.scripts = scripts;
  }

  /** Returns whether the shell goes on. */
  boolean handle(ShellCommand command) {
    switch (command.name()) {
      case ".quit", ".exit", "\\q", "exit", "quit" -> {
        return false;
      }
      case ".help", "\\?", "\\h" -> console.message(HELP);
      case ".tables", "\\dt" -> scripts.accept("", "SHOW TABLES");
      case "\\d" -> describe(command.argument());
      case ".schema" -> showCreate(command.argument());
      case ".timing" -> toggle(command, settings::setTiming);
      case ".changelog" -> toggle(command, settings::setChangelog);
      case ".format" -> setFormat(command.argument());
      case ".read", "\\i" -> read(command.argument());
      default -> console.message("no command '" + command.name() + "'; .help lists them");
    }
    return true;
  }

  private void describe(String name) {
    if (name.isEmpty()) {
      scripts.accept("", "SHOW TABLES; SHOW VIEWS; SHOW MATERIALIZED VIEWS");
    } else {
      scripts.accept("", "DESCRIBE " + name);
    }
  }

  private void showCreate(String name) {
    LiveCatalog.Table table = catalog.tables().get(name.toLowerCase(Locale.ROOT));
    String kind = table == null ? "TABLE" : table.kind();
    scripts.accept("", "SHOW CREATE " + kind + " " + name);
  }

  private void toggle(ShellCommand command, java.util.function.Consumer<Boolean> setting) {
    switch (command.argument()) {
      case "on" -> setting.accept(true);
      case "off" -> setting.accept(false);
      default -> console.message(command.name() + " is either on or off");
    }
  }

  private void setFormat(String name) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "table" -> settings.setFormat(Format.TABLE);
      case "csv" -> settings.setFormat(Format.CSV);
      case "json" -> settings.setFormat(Format.JSON);
      default -> console.message(".format is one of table, csv and json");
    }
  }

  private void read(String name) {
    if (name.isEmpty()) {
      console.message(".read needs the name of a file");
      return;
    }
    try {
      String text = new String(Files.readAllBytes(Path.of(name)), StandardCharsets.UTF_8);
      scripts.accept(name, text);
    } catch (NoSuchFileException e) {
      console.message("no file '" + name + "'");
    } catch (IOException e) {
      console.message("cannot read '" + name + "': " + e.getMessage());
    }
  }
}
