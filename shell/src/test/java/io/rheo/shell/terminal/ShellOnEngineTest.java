package io.rheo.shell.terminal;

import static io.rheo.shell.terminal.PseudoTerminal.CTRL_C;
import static io.rheo.shell.terminal.PseudoTerminal.CTRL_D;
import static io.rheo.shell.terminal.PseudoTerminal.TAB;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.Engine;
import io.rheo.engine.EngineConfig;
import io.rheo.server.EmbeddedServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The conversation over the real engine: queries that do not end, and how a user ends them. */
@Timeout(120)
class ShellOnEngineTest {
  @TempDir private Path folder;

  private final Engine engine = new Engine(EngineConfig.defaults());
  private final EmbeddedServer server = new EmbeddedServer(engine::openSession);
  private Connection connection;
  private PseudoTerminal terminal;
  private CompletableFuture<Integer> exitCode;

  @BeforeEach
  void startShell() throws Exception {
    connection = server.connect(new Properties());
    terminal = new PseudoTerminal(100, 30);
    exitCode = new CompletableFuture<>();
    new Thread(this::runShell, "shell under test").start();
    terminal.expect("rheo> ");
    terminal.type("CREATE TABLE t (k STRING, v BIGINT);\r");
    terminal.expect("created");
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
    server.close();
    engine.close();
  }

  @Test
  void anUnendingSelectShowsRowsAsTheyComeUntilControlC() throws Exception {
    terminal.type("SELECT k, v FROM t;\r");
    insert("('first', 1)");
    terminal.expect("first");
    insert("('second', 2)");
    terminal.expect("second");
    terminal.type(CTRL_C);
    terminal.expect("2 rows");
    terminal.expect("rheo> ");
    terminal.type("SHOW TABLES;\r");
    terminal.expect("table_name");
    terminal.expect("rheo> ");
  }

  @Test
  void tellsWhichRowsAQueryLeftOut() throws Exception {
    terminal.type("SELECT 10 / v AS q FROM (VALUES (5), (0)) AS w (v);\r");
    terminal.expect("1 row could not be computed; the first: division by zero in (10 / v)");
    terminal.expect("rheo> ");
  }

  @Test
  void completesTheNamesOfJobsAsTheyAreNow() throws Exception {
    terminal.type("PAUSE JOB " + TAB + ";\r");
    terminal.expect("error");
    terminal.expect("rheo> ");
    terminal.type("CREATE MATERIALIZED VIEW sums AS SELECT SUM(v) AS s FROM t;\r");
    terminal.expect("created");
    terminal.expect("rheo> ");
    terminal.type("PAUSE JOB su" + TAB + ";\r");
    terminal.expect("job 'sums' paused");
    terminal.expect("rheo> ");
    terminal.type("RESUME JOB " + TAB + ";\r");
    terminal.expect("job 'sums' resumed");
    terminal.expect("rheo> ");
  }

  @Test
  void anUpdatingQueryChangesInPlaceUntilControlC() throws Exception {
    insert("('a', 1)");
    terminal.type("SELECT k, SUM(v) AS total FROM t GROUP BY k;\r");
    terminal.expect("Ctrl-C stops");
    insert("('a', 41)");
    terminal.expect("42");
    terminal.type(CTRL_C);
    terminal.expect("1 row");
    terminal.expect("rheo> ");
  }

  @Test
  void anErrorHasItsCaretAndTheShellGoesOn() throws Exception {
    terminal.type("SELECT nope FROM t;\r");
    terminal.expect("RH0212");
    terminal.expect("^^^^");
    terminal.expect("rheo> ");
  }

  private void insert(String row) throws Exception {
    try (Connection other = server.connect(new Properties());
        Statement statement = other.createStatement()) {
      statement.executeUpdate("INSERT INTO t VALUES " + row);
    }
  }
}
