package io.rheo.engine.format.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.ValueText;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.Records;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RawFormatTest {
  private final RawFormat format = new RawFormat();

  @Test
  void writesAndReadsEachType() {
    check(TypeName.BOOLEAN, true, "01");
    check(TypeName.TINYINT, -2, "fe");
    check(TypeName.SMALLINT, 258, "0102");
    check(TypeName.INTEGER, 258, "00000102");
    check(TypeName.INTEGER, 258, "02010000", "endianness", "little-endian");
    check(TypeName.BIGINT, -1L, "ffffffffffffffff");
    check(TypeName.FLOAT, 0.5, "3f000000");
    check(TypeName.DOUBLE, 0.5, "3fe0000000000000");
    check(TypeName.VARCHAR, "é", "c3a9");
    check(TypeName.VARCHAR, "é", "e9", "charset", "ISO-8859-1");
    check(TypeName.VARCHAR, "", "");
    check(TypeName.VARBINARY, new byte[] {0, -1}, "00ff");
    check(TypeName.BIGINT, null, "");
  }

  private void check(TypeName name, Object value, String hex, String... options) {
    RowType type = RowType.of(new Field("v", DataType.of(name)));
    BatchBuilder rows = new BatchBuilder(type);
    BoxedValues.append(rows.column(0), value);
    rows.endRow();
    ByteSink out = new ByteSink();
    format.encoder(Records.options(options), type).encode(rows.build(), 0, out);
    assertThat(HexFormat.of().formatHex(out.copy())).isEqualTo(hex);

    var decoder = format.decoder(Records.options(options), type, new int[] {0});
    assertThat(Records.decode(decoder, type, out.copy()))
        .isEqualTo(ValueText.of(value, type.type(0)));
  }

  @Test
  void refusesRecordsOfAWrongLengthAndBrokenText() {
    RowType ints = RowType.of(new Field("v", DataType.of(TypeName.INTEGER)));
    var decoder = format.decoder(Records.options(), ints, new int[] {0});
    assertThat(Records.decode(decoder, ints, new byte[3]))
        .isEqualTo("bad: it has 3 bytes, but the type INTEGER has 4");
    RowType texts = RowType.of(new Field("v", DataType.of(TypeName.VARCHAR)));
    var textDecoder = format.decoder(Records.options(), texts, new int[] {0});
    assertThat(Records.decode(textDecoder, texts, new byte[] {(byte) 0xFF}))
        .isEqualTo("bad: it is not valid UTF-8");
  }

  @Test
  void refusesTablesAndOptionsThatDoNotFit() {
    Field text = new Field("a", DataType.of(TypeName.VARCHAR));
    RowType two = RowType.of(text, text);
    RowType date = RowType.of(new Field("d", DataType.of(TypeName.DATE)));
    assertThatThrownBy(() -> format.encoder(Records.options(), two))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("one column");
    assertThatThrownBy(() -> format.encoder(Records.options(), date))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("DATE");
    assertThatThrownBy(() -> format.encoder(Records.options("charset", "UTF-99"), RowType.of(text)))
        .isInstanceOf(OptionException.class);
  }
}
