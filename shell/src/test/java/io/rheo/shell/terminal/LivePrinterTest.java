package io.rheo.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.shell.render.CellKind;
import io.rheo.shell.render.ResultColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivePrinterTest {
  private static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn("op", CellKind.TEXT),
          new ResultColumn("symbol", CellKind.TEXT),
          new ResultColumn("n", CellKind.NUMBER));

  @Test
  void paintsTheRowsThatStandAndLeavesThemAtTheEnd() throws Exception {
    try (PseudoTerminal terminal = new PseudoTerminal(60, 20)) {
      LivePrinter printer = new LivePrinter(terminal.terminal());
      printer.begin(COLUMNS);
      printer.row(new String[] {"+I", "AB", "1"});
      printer.row(new String[] {"+I", "CD", "1"});
      printer.pause();
      terminal.expect("AB     │ 1");
      terminal.expect("CD     │ 1");
      terminal.expect("2 rows, 2 changes; Ctrl-C stops");
      int painted = terminal.raw().length();
      printer.row(new String[] {"-U", "CD", "1"});
      printer.row(new String[] {"+U", "CD", "2"});
      printer.pause();
      assertThat(terminal.raw().substring(painted)).contains("2").doesNotContain("AB");
      printer.end();
      String text = terminal.text();
      assertThat(text.substring(text.lastIndexOf(" symbol")).replace("\r", ""))
          .startsWith(" symbol │ n\n────────┼───\n AB     │ 1\n CD     │ 2\n");
    }
  }

  @Test
  void rowsBelowTheTerminalAreCountedAndShownAtTheEnd() throws Exception {
    try (PseudoTerminal terminal = new PseudoTerminal(30, 10)) {
      LivePrinter printer = new LivePrinter(terminal.terminal());
      printer.begin(COLUMNS);
      for (int i = 0; i < 50; i++) {
        printer.row(new String[] {"+I", "s" + i, "0"});
      }
      printer.pause();
      terminal.expect("s5 ");
      assertThat(terminal.expect("50 rows, 44 more below")).doesNotContain("s6 ");
      printer.end();
      terminal.expect("s49");
    }
  }
}
