package io.rheo.engine.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.Records;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvDecoderTest {
  private static final RowType TYPE =
      RowType.of(
          new Field("i", DataType.of(TypeName.INTEGER)),
          new Field("s", DataType.of(TypeName.VARCHAR)),
          new Field("t", DataType.of(TypeName.TIMESTAMP)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,a,2020-01-01 00:00:00 | 1,a,2020-01-01 00:00:00.000",
        "` 1 , a ,2020-01-01T00:00:00Z` | `1, a ,2020-01-01 00:00:00.000`",
        "`\"1\",\"a,b\",` | 1,a,b,NULL",
        "`,,` | NULL,NULL,NULL",
        "`,\"\",` | NULL,,NULL",
        "`1,\"say \"\"hi\"\"\",` | `1,say \"hi\",NULL`",
        "`1,a\"b,` | `1,a\"b,NULL`",
        "`1,\"a\nb\",` | `1,a\nb,NULL`",
        "`1,a,\r\n` | 1,a,NULL",
        "`1,#,` | 1,#,NULL",
        "`1,a` | bad: it has 2 fields, the table has 3 columns",
        "`1,a,,` | bad: more fields than the 3 columns of the table",
        "`1,\"a,` | bad: column 's': the quotes are not closed properly",
        "`1,\"a\"b,` | bad: column 's': the quotes are not closed properly",
        "`x,a,` | bad: column 'i': 'x' is not an INTEGER",
        "`\"\",a,` | bad: column 'i': '' is not an INTEGER",
        "`3000000000,a,` | bad: column 'i': '3000000000' is out of the range of INTEGER",
        "`1,a,soon` | bad: column 't': 'soon' is not a TIMESTAMP(3)",
      })
  void readsRecordsAsInTheStandard(String record, String expected) {
    assertThat(Records.decode(decoder(), TYPE, record)).isEqualTo(expected);
  }

  @Test
  void followsTheOptions() {
    assertThat(decode("1;'a;b';", "field-delimiter", ";", "quote-character", "'"))
        .isEqualTo("1,a;b,NULL");
    assertThat(decode("1\ta\t", "field-delimiter", "\\t")).isEqualTo("1,a,NULL");
    assertThat(decode("1,\"a\",", "disable-quote-character", "true")).isEqualTo("1,\"a\",NULL");
    assertThat(decode("n/a,n/a,n/a", "null-literal", "n/a")).isEqualTo("NULL,NULL,NULL");
    assertThat(decode(",,", "null-literal", "n/a")).isEqualTo("NULL,,NULL");
    assertThat(decode("1,\"n/a\",", "null-literal", "n/a")).isEqualTo("1,n/a,NULL");
    assertThat(decode("1,a\\,b\\\\c,", "escape-character", "\\")).isEqualTo("1,a,b\\c,NULL");
    assertThat(decode("1,\"a\\\"b\",", "escape-character", "\\")).isEqualTo("1,a\"b,NULL");
    assertThat(decode("1", "allow-missing-columns", "true")).isEqualTo("1,NULL,NULL");
    assertThat(decode("1", "ignore-parse-errors", "true")).isEqualTo("1,NULL,NULL");
  }

  @Test
  void readsABarePricePerRecord() {
    RowType price = RowType.of(new Field("price", DataType.of(TypeName.DOUBLE)));
    RecordDecoder decoder = new CsvFormat().decoder(Records.options(), price, new int[] {0});
    assertThat(Records.decode(decoder, price, "101.25")).isEqualTo("101.25");
    assertThat(Records.decode(decoder, price, "101.25\n")).isEqualTo("101.25");
    assertThat(Records.decode(decoder, price, "")).isEqualTo("NULL");
    assertThat(Records.decode(decoder, price, "12,5")).startsWith("bad: more fields");
  }

  @Test
  void readsFlatArraysAndRows() {
    RowType type =
        RowType.of(
            new Field("a", DataType.array(DataType.of(TypeName.INTEGER))),
            new Field(
                "r",
                DataType.row(
                    List.of(
                        new Field("x", DataType.of(TypeName.VARCHAR)),
                        new Field("y", DataType.of(TypeName.DATE))))));
    RecordDecoder decoder = new CsvFormat().decoder(Records.options(), type, new int[] {0, 1});
    assertThat(Records.decode(decoder, type, "1;;3,a;2020-01-01"))
        .isEqualTo("[1, NULL, 3],(a, 2020-01-01)");
    assertThat(Records.decode(decoder, type, "\"\",a"))
        .isEqualTo("bad: column 'r': it has 1 members, the ROW has 2");
    assertThat(Records.decode(decoder, type, "x,"))
        .isEqualTo("bad: column 'a': 'x' is not an INTEGER");
  }

  @Test
  void refusesNullInAColumnThatIsNotNull() {
    RowType type = RowType.of(new Field("i", DataType.of(TypeName.INTEGER).notNull()));
    RecordDecoder decoder = new CsvFormat().decoder(Records.options(), type, new int[] {0});
    assertThat(Records.decode(decoder, type, ""))
        .isEqualTo("bad: column 'i': it is NULL, but the column is NOT NULL");
  }

  @Test
  void refusesBrokenText() {
    byte[] record = "1,x,".getBytes(StandardCharsets.UTF_8);
    record[2] = (byte) 0xC0;
    assertThat(Records.decode(decoder(), TYPE, record))
        .isEqualTo("bad: column 's': the text is not valid UTF-8");
  }

  @Test
  void refusesOptionsAndTypesThatDoNotFit() {
    assertThatThrownBy(() -> decoder("field-delimiter", "||")).isInstanceOf(OptionException.class);
    assertThatThrownBy(() -> decoder("quote-character", "")).isInstanceOf(OptionException.class);
    DataType map = DataType.map(DataType.of(TypeName.VARCHAR), DataType.of(TypeName.VARCHAR));
    RowType type = RowType.of(new Field("m", map));
    assertThatThrownBy(() -> new CsvFormat().decoder(Records.options(), type, new int[] {0}))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("column 'm'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`1,a\n2,b` | 2",
        "`1,\"a\nb\"\n2,b` | 2",
        "`1,\"a\nb\"\r\n2,b\n` | 2",
        "`1,\"a\"\"\nb\",\"\n\"\n2,b` | 2",
        "`1,a\"\n2,b` | 2",
        "`1,\"a\"x\n2,\"b\"` | 2",
        "`1,\"a\n2,\"b\"\n3,c` | 3",
        "`1,\"a\n2,b\n3,c` | 3",
      })
  void recordsEndAtLineFeedsOutsideQuotes(String file, int records) {
    byte[] bytes = (file + " ".repeat(16)).getBytes(StandardCharsets.UTF_8);
    int end = bytes.length - 16;
    RecordDecoder decoder = decoder();
    List<String> found = new ArrayList<>();
    for (int at = 0; at < end; ) {
      int stop = decoder.endOfRecord(bytes, at, end, true);
      found.add(new String(bytes, at, stop - at, StandardCharsets.UTF_8));
      at = stop + 1;
    }
    assertThat(found).hasSize(records);
  }

  @Test
  void aRecordThatIsNotCompleteHasNoEndYet() {
    for (String start : List.of("1,a", "1,\"a", "1,\"a\n", "1,\"a\"", "1,\"a\"\"", "1,\"a\"\r")) {
      byte[] bytes = (start + "\n").getBytes(StandardCharsets.UTF_8);
      assertThat(decoder().endOfRecord(bytes, 0, start.length(), false)).as(start).isEqualTo(-1);
    }
  }

  @Test
  void passesOverCommentsAndBlankLines() {
    byte[] comment = "# \"not data\n".getBytes(StandardCharsets.UTF_8);
    assertThat(decoder("allow-comments", "true").skips(comment, 0, 11)).isTrue();
    assertThat(decoder("allow-comments", "true").endOfRecord(comment, 0, 12, false)).isEqualTo(11);
    assertThat(decoder().skips(comment, 0, 11)).isFalse();
    assertThat(decoder().skips(comment, 0, 0)).isTrue();
  }

  private static String decode(String record, String... options) {
    return Records.decode(decoder(options), TYPE, record);
  }

  private static RecordDecoder decoder(String... options) {
    return new CsvFormat().decoder(Records.options(options), TYPE, Records.allOf(TYPE));
  }
}
