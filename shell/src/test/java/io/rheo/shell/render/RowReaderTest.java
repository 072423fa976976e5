package io.rheo.shell.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Dates and times, which our driver gives as numbers, are tested with it. */
class RowReaderTest {
  private static final String ALL_TYPES =
      """
      SELECT * FROM (VALUES
        (true, 1::TINYINT, -2::SMALLINT, 3, 9223372036854775807,
         0.1::FLOAT, 0.1::DOUBLE, 12.50::DECIMAL(10, 2), 'text', 'abc'::BLOB, [1, NULL, 3], {'a': 1, 'b': 'x'}),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL))
      AS t(b, t, s, i, l, f, d, n, v, bin, arr, st)
      """;

  @Test
  void readsEveryOtherType() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL_TYPES)) {
      assertThat(print(rows))
          .isEqualTo(
              """
              b,t,s,i,l,f,d,n,v,bin,arr,st
              true,1,-2,3,9223372036854775807,0.1,0.1,12.50,text,\
              YWJj,"[1,null,3]","[1,""x""]"
              ,,,,,,,,,,,
              """);
    }
  }

  private static String print(ResultSet rows) throws SQLException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CsvPrinter printer = new CsvPrinter(new TextOutput(bytes));
    RowReader reader = new RowReader(rows);
    printer.begin(reader.columns());
    for (CharSequence[] cells = reader.next(); cells != null; cells = reader.next()) {
      printer.row(cells);
    }
    printer.end();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
