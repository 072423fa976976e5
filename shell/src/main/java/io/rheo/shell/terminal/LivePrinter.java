package io.rheo.shell.terminal;

import io.rheo.shell.render.ChangeKind;
import io.rheo.shell.render.FoldedRows;
import io.rheo.shell.render.ResultColumn;
import io.rheo.shell.render.ResultPrinter;
import io.rheo.shell.render.Rows;
import io.rheo.shell.render.TableLayout;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;

/**
 * An updating result as a table that changes in place: each pause paints the rows as they stand,
 * sending only what differs from the last picture. The last picture stays on the screen; rows
 * beyond the height of the terminal are counted and appear when the result has ended.
 */
final class LivePrinter implements ResultPrinter {
  private static final int CELL_WIDTH_MAX = 60;
  private static final int ROWS_AT_END_MAX = 1_000;
  private static final int LINES_AROUND_ROWS = 4; // header, rule, status, and the cursor's

  private final Terminal terminal;
  private final Display display;
  private final FoldedRows rows = new FoldedRows();
  private TableLayout layout;
  private long changes;

  LivePrinter(Terminal terminal) {
    this.terminal = terminal;
    this.display = new Display(terminal, false);
  }

  @Override
  public void begin(List<ResultColumn> columns) {
    layout = new TableLayout(columns.subList(1, columns.size()), CELL_WIDTH_MAX);
  }

  @Override
  public void row(CharSequence[] cells) {
    rows.apply(ChangeKind.of(cells[0]), Rows.copy(cells, 1));
    changes++;
  }

  @Override
  public void pause() {
    Size size = terminal.getSize();
    int height = Math.max(1, size.getRows() - LINES_AROUND_ROWS);
    display.resize(size);
    display.update(picture(height, size.getColumns()), 0);
    terminal.flush();
  }

  private List<AttributedString> picture(int rowsMax, int width) {
    List<String[]> visible = visible(rowsMax);
    visible.forEach(layout::fit);
    List<AttributedString> lines = new ArrayList<>();
    lines.add(line(layout.header(), width, AttributedStyle.BOLD));
    lines.add(line(layout.rule(), width, AttributedStyle.DEFAULT));
    for (String[] row : visible) {
      lines.add(line(layout.line(row), width, AttributedStyle.DEFAULT));
    }
    lines.add(line(status(visible.size()), width, AttributedStyle.DEFAULT.faint()));
    return lines;
  }

  private List<String[]> visible(int rowsMax) {
    List<String[]> visible = new ArrayList<>();
    for (String[] row : rows) {
      if (visible.size() == rowsMax) {
        break;
      }
      visible.add(row);
    }
    return visible;
  }

  private String status(int visible) {
    String more = rows.size() > visible ? ", " + (rows.size() - visible) + " more below" : "";
    return String.format("%,d rows%s, %,d changes; Ctrl-C stops", rows.size(), more, changes);
  }

  private static AttributedString line(String text, int width, AttributedStyle style) {
    return new AttributedString(text, style).columnSubSequence(0, width - 1);
  }

  @Override
  public void end() {
    display.update(List.of(), 0);
    terminal.flush();
    List<String[]> shown = visible(ROWS_AT_END_MAX);
    shown.forEach(layout::fit);
    terminal.writer().println(layout.header());
    terminal.writer().println(layout.rule());
    shown.forEach(row -> terminal.writer().println(layout.line(row)));
    if (rows.size() > shown.size()) {
      terminal.writer().println("… and " + (rows.size() - shown.size()) + " more rows");
    }
    terminal.flush();
  }

  /** The rows that are left; to be asked when all changes have come. */
  int rowCount() {
    return rows.size();
  }
}
