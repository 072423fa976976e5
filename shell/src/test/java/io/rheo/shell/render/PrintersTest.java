package io.rheo.shell.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PrintersTest {
  private static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn("name", CellKind.TEXT),
          new ResultColumn("n", CellKind.NUMBER),
          new ResultColumn("list", CellKind.NESTED));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String print(
      Function<TextOutput, ResultPrinter> printer, List<ResultColumn> columns, String[]... rows)
      throws IOException {
    ResultPrinter result = printer.apply(new TextOutput(bytes));
    result.begin(columns);
    for (String[] row : rows) {
      result.row(row);
    }
    result.end();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String[] row(String... cells) {
    return cells;
  }

  @Test
  void csvQuotesOnlyWhatNeedsIt() throws IOException {
    String csv =
        print(
            CsvPrinter::new,
            COLUMNS,
            row("plain", "1", "[1,2]"),
            row("a,b", null, null),
            row("say \"hi\"", "-2", "[]"),
            row("two\nlines", "3", null),
            row("", "4", null),
            row(null, null, null));
    assertThat(csv)
        .isEqualTo(
            """
            name,n,list
            plain,1,"[1,2]"
            "a,b",,
            "say ""hi\""",-2,[]
            "two
            lines",3,
            "",4,
            ,,
            """);
  }

  @Test
  void csvHeaderIsQuotedLikeText() throws IOException {
    List<ResultColumn> columns =
        List.of(
            new ResultColumn("COUNT(a, b)", CellKind.NUMBER),
            new ResultColumn("x", CellKind.NUMBER));
    assertThat(print(CsvPrinter::new, columns)).isEqualTo("\"COUNT(a, b)\",x\n");
  }

  @Test
  void jsonIsOneObjectALine() throws IOException {
    String json =
        print(
            JsonPrinter::new,
            COLUMNS,
            row("a\"\\\u0001\n\tü日", "1.5", "[1,{\"k\":null}]"),
            row(null, "NaN", null),
            row("\ud83d\ude00\ud83d", "-Infinity", "{}"));
    assertThat(json)
        .isEqualTo(
            """
            {"name":"a\\"\\\\\\u0001\\n\\tü日","n":1.5,"list":[1,{"k":null}]}
            {"name":null,"n":"NaN","list":null}
            {"name":"\ud83d\ude00\\ud83d","n":"-Infinity","list":{}}
            """);
  }

  @Test
  void tableAlignsByKindAndByDisplayWidth() throws IOException {
    String table =
        print(
            out -> new TablePrinter(out, 20),
            COLUMNS,
            row("日本", "1", "[]"),
            row("e\u0301\t", "-10.5", null),
            row("exactly twenty cells", null, null),
            row("more than twenty cells", null, null));
    assertThat(table)
        .isEqualTo(
            """
             name                 │     n │ list
            ──────────────────────┼───────┼──────
             日本                 │     1 │ []
             e\u0301\\t                  │ -10.5 │ NULL
             exactly twenty cells │  NULL │ NULL
             more than twenty ce… │  NULL │ NULL
            """);
  }

  @Test
  void tableWidensForLaterRows() throws IOException {
    TablePrinter table = new TablePrinter(new TextOutput(bytes), 20);
    table.begin(List.of(COLUMNS.get(0), COLUMNS.get(1)));
    table.row(row("a", "1"));
    table.pause();
    table.row(row("much longer", "1"));
    table.row(row("b", "2"));
    table.end();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
             name │ n
            ──────┼───
             a    │ 1
             much longer │ 1
             b           │ 2
            """);
  }

  @Test
  void tableOfNoRowsHasAHeader() throws IOException {
    assertThat(print(out -> new TablePrinter(out, 20), COLUMNS))
        .isEqualTo(" name │ n │ list\n──────┼───┼──────\n");
  }

  @Test
  void finalPrintsWhatTheChangesLeave() throws IOException {
    List<ResultColumn> columns =
        List.of(
            new ResultColumn("op", CellKind.TEXT),
            new ResultColumn("k", CellKind.TEXT),
            new ResultColumn("n", CellKind.NUMBER));
    String csv =
        print(
            out -> new FinalPrinter(new CsvPrinter(out)),
            columns,
            row("+I", "a", "1"),
            row("+I", "b", "1"),
            row("-U", "a", "1"),
            row("+U", "a", "2"),
            row("+I", "c", "1"),
            row("-D", "b", "1"));
    assertThat(csv).isEqualTo("k,n\na,2\nc,1\n");
  }
}
