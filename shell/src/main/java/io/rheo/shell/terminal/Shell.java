package io.rheo.shell.terminal;

import io.rheo.shell.command.Cancellation;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.ExitCode;
import io.rheo.shell.command.ScriptRunner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.TerminalBuilder;

/**
 * Reads statements and commands from a terminal and carries them out until the user leaves. Ctrl-C
 * stops a query or drops the line being typed, and never ends the shell; Ctrl-D does.
 */
public final class Shell {
  private static final String PROMPT = "rheo> ";
  private static final String CONTINUATION = "   -> ";

  private final Terminal terminal;
  private final LineReader reader;
  private final ScriptRunner runner;
  private final ShellCommands commands;
  private final LiveCatalog catalog;
  private final Cancellation cancellation = new Cancellation();

  /**
   * A shell on a terminal.
   *
   * @param historyFile where lines are remembered from session to session
   */
  public Shell(Terminal terminal, Connection connection, Path historyFile) {
    this.terminal = terminal;
    boolean colors = !TerminalView.isDumb(terminal) && Console.colorsAreWanted();
    Console console =
        new Console(
            terminal.output(),
            new PrintStream(terminal.output(), true, StandardCharsets.UTF_8),
            true,
            colors);
    ShellSettings settings = new ShellSettings();
    TerminalView view = new TerminalView(terminal, console, settings, cancellation);
    runner =
        new ScriptRunner(
            connection, console, view, new TimingReport(console, settings), cancellation);
    catalog = new LiveCatalog(connection);
    commands = new ShellCommands(console, settings, catalog, this::runScript);
    reader = reader(historyFile, colors);
  }

  /** Talks to the user at the terminal of this process until the user leaves. */
  public static int talk(Connection connection) throws IOException {
    try (Terminal terminal = systemTerminal()) {
      return new Shell(terminal, connection, historyFile()).run();
    }
  }

  /**
   * Runs a script as if it had been read from a file in the shell, and ends; its INSERTs go on
   * beside the statements after them.
   */
  public static int show(
      Connection connection, String sourceName, String text, Map<String, String> variables)
      throws IOException {
    try (Terminal terminal = systemTerminal()) {
      Shell shell = new Shell(terminal, connection, historyFile());
      return shell.whileWatching(
          () ->
              shell.runner.runInsertsBeside(
                  sourceName, text, name -> Optional.ofNullable(variables.get(name))));
    }
  }

  private static Terminal systemTerminal() throws IOException {
    return TerminalBuilder.builder()
        .name("rheo")
        .system(true)
        .encoding(StandardCharsets.UTF_8) // whatever the locale: data has all characters
        .build();
  }

  private LineReader reader(Path historyFile, boolean colors) {
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .appName("rheo")
        .parser(StatementLine.PARSER)
        .highlighter(new SqlHighlighter(colors))
        .completer(new SqlCompleter(catalog))
        .variable(LineReader.HISTORY_FILE, historyFile)
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUATION)
        .variable(LineReader.INDENTATION, 0)
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // '!' is a character of SQL
        .option(LineReader.Option.CASE_INSENSITIVE, true)
        .option(LineReader.Option.HISTORY_IGNORE_DUPS, true)
        .option(LineReader.Option.INSERT_TAB, false)
        .build();
  }

  /** Runs until the user leaves; returns an {@link ExitCode}. */
  public int run() throws IOException {
    try {
      String line = "";
      while (handle(line)) {
        line = readLine();
      }
    } catch (EndOfFileException e) {
      // Ctrl-D, or the terminal is gone.
    } finally {
      reader.getHistory().save();
    }
    return ExitCode.DONE;
  }

  /** The next statement or command; empty if the user dropped it by Ctrl-C. */
  private String readLine() {
    try {
      return reader.readLine(PROMPT);
    } catch (UserInterruptException e) {
      return "";
    }
  }

  /** Returns whether to go on. */
  private boolean handle(String line) {
    if (line.isBlank()) {
      return true;
    }
    if (ShellCommand.isCommand(line)) {
      return commands.handle(ShellCommand.parse(line));
    }
    runScript("", line);
    return true;
  }

  private void runScript(String sourceName, String text) {
    whileWatching(
        () -> runner.run(sourceName, text, name -> Optional.ofNullable(System.getenv(name))));
  }

  /** Runs statements; while they run, Ctrl-C stops them and keys are not echoed. */
  private int whileWatching(IntSupplier statements) {
    Attributes typing = terminal.getAttributes();
    Attributes watching = new Attributes(typing);
    watching.setLocalFlag(LocalFlag.ECHO, false);
    SignalHandler before = terminal.handle(Signal.INT, signal -> cancellation.request());
    terminal.setAttributes(watching);
    try {
      return statements.getAsInt();
    } finally {
      terminal.setAttributes(typing);
      terminal.handle(Signal.INT, before);
      cancellation.reset();
      catalog.forget();
    }
  }

  /** Where lines are remembered: the XDG state folder if there is one, else {@code ~/.rheo}. */
  private static Path historyFile() throws IOException {
    String state = System.getenv("XDG_STATE_HOME");
    Path folder =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".rheo")
            : Path.of(state, "rheo");
    Files.createDirectories(folder);
    return folder.resolve("history");
  }
}
