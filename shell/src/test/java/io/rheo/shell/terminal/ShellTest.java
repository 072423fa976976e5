package io.rheo.shell.terminal;

import static io.rheo.shell.terminal.PseudoTerminal.CTRL_C;
import static io.rheo.shell.terminal.PseudoTerminal.CTRL_D;
import static io.rheo.shell.terminal.PseudoTerminal.TAB;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The conversation, over a connection to another database: the shell only knows JDBC. */
@Timeout(120)
class ShellTest {
  @TempDir private Path folder;

  private Connection connection;
  private PseudoTerminal terminal;
  private CompletableFuture<Integer> exitCode;

  @BeforeEach
  void startShell() throws Exception {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE trades (symbol VARCHAR, price DOUBLE)");
      statement.execute("INSERT INTO trades VALUES ('AB', 1.5), ('日本', NULL)");
    }
    terminal = new PseudoTerminal(100, 30);
    exitCode = new CompletableFuture<>();
    new Thread(this::runShell, "shell under test").start();
    terminal.expect("rheo> ");
  }

  private void runShell() {
    try {
      exitCode.complete(
          new Shell(terminal.terminal(), connection, folder.resolve("history")).run());
    } catch (Throwable e) {
      exitCode.completeExceptionally(e);
    }
  }

  @AfterEach
  void leave() throws Exception {
    terminal.type(CTRL_D);
    assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
    terminal.close();
    connection.close();
  }

  @Test
  void aStatementGoesOnUntilItsSemicolon() throws Exception {
    terminal.type("SELECT symbol,\r");
    terminal.expect("-> ");
    terminal.type("price, ';' AS c FROM trades\r");
    terminal.expect("-> ");
    terminal.type("ORDER BY symbol;\r");
    terminal.expect("symbol │ price │ c");
    terminal.expect("AB     │   1.5 │ ;");
    terminal.expect("日本   │  NULL │ ;");
    terminal.expect("2 rows (");
    terminal.expect("rheo> ");
  }

  @Test
  void severalStatementsOnALineRunInOrder() throws Exception {
    terminal.type("SELECT 1 AS first; SELECT 2 AS second;\r");
    terminal.expect("first");
    terminal.expect("second");
    terminal.expect("rheo> ");
  }

  @Test
  void controlCDropsTheLineAndNotTheShell() throws Exception {
    terminal.type("SELECT this is not what I meant");
    terminal.expect("meant");
    terminal.type(CTRL_C);
    terminal.expect("rheo> ");
    terminal.type("SELECT 42 AS answer;\r");
    terminal.expect("42");
    terminal.expect("rheo> ");
  }

  @Test
  void anErrorIsShownInRedAndTheShellGoesOn() throws Exception {
    terminal.type("SELECT nothing FROM trades;\r");
    terminal.expect("error: ");
    terminal.expect("nothing");
    terminal.expect("rheo> ");
    assertThat(terminal.raw()).contains("\u001b[31merror");
  }

  @Test
  void completesTablesColumnsAndKeywords() throws Exception {
    terminal.type("SEL" + TAB + " sym" + TAB + " FROM tra" + TAB + ";\r");
    terminal.expect("2 rows");
    terminal.type("SELECT t.pri" + TAB + " FROM trades t;\r");
    terminal.expect("price");
    terminal.expect("2 rows");
    terminal.expect("rheo> ");
  }

  @Test
  void colorsWhatIsTyped() throws Exception {
    terminal.type("SELECT 'text' AS s;\r");
    terminal.expect("1 row");
    terminal.expect("rheo> ");
    assertThat(terminal.raw()).contains("\u001b[32m'").contains("\u001b[34;1mSELECT");
  }

  @Test
  void commandsChangeFormatAndTiming() throws Exception {
    terminal.type(".format csv\r");
    terminal.expect("rheo> ");
    terminal.type(".timing off\r");
    terminal.expect("rheo> ");
    terminal.type("SELECT symbol, price FROM trades ORDER BY 1;\r");
    assertThat(terminal.expect("rheo> ").replace("\r", ""))
        .contains("symbol,price\nAB,1.5\n日本,\n2 rows\n");
    terminal.type(".format xml\r");
    terminal.expect(".format is one of table, csv and json");
    terminal.type(".nonsense\r");
    terminal.expect("no command '.nonsense'; .help lists them");
    terminal.expect("rheo> ");
  }

  @Test
  void readRunsAScriptAndTellsWhereItsErrorsAre() throws Exception {
    Path script = folder.resolve("two.sql");
    Files.writeString(script, "SELECT 1 AS one; -- a comment\nSELECT 2 AS two");
    terminal.type(".read " + script + "\r");
    terminal.expect("one");
    terminal.expect("two");
    terminal.expect("rheo> ");
    terminal.type(".read " + folder.resolve("nowhere.sql") + "\r");
    terminal.expect("no file '");
    terminal.expect("rheo> ");
  }

  @Test
  void historyIsKeptInItsFile() throws Exception {
    terminal.type("SELECT 1 AS kept;\r");
    terminal.expect("1 row");
    terminal.expect("rheo> ");
    assertThat(Files.readString(folder.resolve("history"))).contains("SELECT 1 AS kept;");
  }
}
