package io.rheo.engine.format.json;

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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each case goes through the fast path and through Jackson, twice, as keys are learned. */
class JsonDecoderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BOOLEAN | true | true",
        "BOOLEAN | \"FALSE\" | false",
        "BOOLEAN | 1 | bad: column 'v': a JSON number is not a BOOLEAN",
        "BOOLEAN | null | NULL",
        "TINYINT | -128 | -128",
        "TINYINT | 128 | bad: column 'v': '128' is out of the range of TINYINT",
        "SMALLINT | 32768 | bad: column 'v': '32768' is out of the range of SMALLINT",
        "INTEGER | 2147483647 | 2147483647",
        "INTEGER | 2147483648 | bad: column 'v': '2147483648' is out of the range of INTEGER",
        "INTEGER | \" 12 \" | 12",
        "INTEGER | 12.0 | 12",
        "INTEGER | 1e3 | 1000",
        "INTEGER | 1.5 | bad: column 'v': '1.5' is not a whole number",
        "INTEGER | \"x\" | bad: column 'v': 'x' is not an INTEGER",
        "INTEGER | true | bad: column 'v': a JSON boolean is not an INTEGER",
        "INTEGER | {} | bad: column 'v': a JSON object is not an INTEGER",
        "BIGINT | -9223372036854775808 | -9223372036854775808",
        "BIGINT | 9223372036854775807 | 9223372036854775807",
        "BIGINT | 9223372036854775808 | bad: column 'v': '9223372036854775808' is out of the range of BIGINT",
        "DOUBLE | 1 | 1.0",
        "DOUBLE | -0.5e-3 | -5.0E-4",
        "DOUBLE | \"NaN\" | NaN",
        "DOUBLE | 1e999 | bad: column 'v': '1e999' is out of the range of DOUBLE",
        "FLOAT | 0.1 | 0.1",
        "VARCHAR | \"a\" | a",
        "VARCHAR | \"\" | ",
        "VARCHAR | \"a\\n\\\"\\\\\\/\\t\\u00e9\\ud83d\\ude00\" | `a\n\"\\/\té😀`",
        "VARCHAR | 1.10 | 1.10",
        "VARCHAR | true | true",
        "VARCHAR | { \"a\" : [ 1.10 , null ] } | {\"a\":[1.10,null]}",
        "VARCHAR | null | NULL",
        "VARBINARY | \"AP8=\" | x'00ff'",
        "VARBINARY | \"?\" | bad: column 'v': '?' is not a BYTES",
        "DATE | \"2020-04-15\" | 2020-04-15",
        "DATE | 1 | bad: column 'v': a JSON number is not a DATE",
        "TIMESTAMP | \"2020-04-15 08:05:00.123\" | 2020-04-15 08:05:00.123",
        "TIMESTAMP | \"2020-04-15T08:05:00Z\" | 2020-04-15 08:05:00.000",
        "TIMESTAMP | \"yesterday\" | bad: column 'v': 'yesterday' is not a TIMESTAMP(3)",
        "TIMESTAMP_LTZ | \"2020-04-15 08:05:00+01:00\" | 2020-04-15 07:05:00.000",
      })
  void readsValuesOfEachType(TypeName name, String json, String expected) {
    RowType type = RowType.of(new Field("v", DataType.of(name)));
    String text = expected == null ? "" : expected;
    check(type, "{\"v\":" + json + "}", text);
    check(type, " { \"v\" : " + json + " } ", text);
    check(type, "{\"before\":[{\"v\":1}],\"v\":" + json + ",\"after\":\"x\"}", text);
  }

  @Test
  void readsDecimalsExactly() {
    RowType type = RowType.of(new Field("v", DataType.decimal(10, 2)));
    check(type, "{\"v\": 4.00}", "4.00");
    check(type, "{\"v\": 1.005}", "1.01");
    check(type, "{\"v\": -1.005}", "-1.01");
    check(type, "{\"v\": \"12\"}", "12.00");
    check(type, "{\"v\": 99999999.99}", "99999999.99");
    check(
        type,
        "{\"v\": 99999999.995}",
        "bad: column 'v': '99999999.995' is out of the range of DECIMAL(10, 2)");
    check(
        RowType.of(new Field("v", DataType.decimal(38, 10))),
        "{\"v\": 1234567890123456789012345678.0123456789}",
        "1234567890123456789012345678.0123456789");
  }

  @Test
  void readsNestedValues() {
    DataType row =
        DataType.row(
            List.of(
                new Field("a", DataType.of(TypeName.INTEGER)),
                new Field("b", DataType.array(DataType.of(TypeName.VARCHAR).notNull()))));
    RowType type =
        RowType.of(
            new Field("r", row),
            new Field(
                "m", DataType.map(DataType.of(TypeName.VARCHAR), DataType.of(TypeName.DATE))));
    check(
        type,
        "{\"r\":{\"B\":[\"x\",\"y\"],\"z\":{}},\"m\":{\"k\":\"2020-01-01\",\"n\":null}}",
        "(NULL, [x, y]),{k=2020-01-01, n=NULL}");
    check(type, "{\"m\":{},\"r\":null}", "NULL,{}");
    check(
        type,
        "{\"r\":{\"b\":[null]}}",
        "bad: column 'r': it is NULL, but its type is STRING NOT NULL");
    check(
        type,
        "{\"r\":[]}",
        "bad: column 'r': a JSON array is not a ROW<a INTEGER, b ARRAY<STRING NOT NULL>>");
  }

  @Test
  void findsFieldsByNameExactlyAndElseInAnyCase() {
    RowType type =
        RowType.of(
            new Field("a", DataType.of(TypeName.INTEGER)),
            new Field("A", DataType.of(TypeName.INTEGER)),
            new Field("Öl", DataType.of(TypeName.INTEGER)));
    check(type, "{\"A\":1,\"a\":2,\"ÖL\":3}", "2,1,3");
    check(type, "{\"\\u0061\":1}", "1,NULL,NULL");
  }

  @Test
  void takesTheLastOfEqualFieldsThatItReads() {
    RowType type =
        RowType.of(
            new Field("a", DataType.of(TypeName.INTEGER)),
            new Field("b", DataType.of(TypeName.INTEGER)));
    check(type, "{\"a\":1,\"a\":2,\"b\":3}", "2,3");
    check(type, "{\"a\":1,\"a\":2}", "2,NULL");
  }

  @Test
  void readsOnlyAsFarAsNeededUnlessAskedToVerify() {
    RowType type = RowType.of(new Field("a", DataType.of(TypeName.INTEGER)));
    check(type, "{\"a\":1,nonsense}", "1");
    assertThat(decode(decoder(type, "verify-tail", "true"), type, "{\"a\":1,nonsense}"))
        .startsWith("bad: it is not JSON at byte 7: Unexpected character ('n'");
    assertThat(decode(decoder(type, "verify-tail", "true"), type, "{\"a\":1,\"x\":[]}"))
        .isEqualTo("1");
    check(type, "{\"a\":1,\"b\":", "bad: it is cut off: the JSON object is not closed");
    check(type, "{\"a\":1", "bad: it is cut off: the JSON object is not closed");
  }

  @Test
  void checksTheShapeEvenIfNoFieldIsWanted() {
    RowType none = new RowType(List.of());
    RowType record = RowType.of(new Field("a", DataType.of(TypeName.INTEGER)));
    RecordDecoder decoder = new JsonFormat().decoder(Records.options(), record, new int[] {-1});
    assertThat(decode(decoder, none, "{\"a\":1}")).isEmpty();
    assertThat(decode(decoder, none, " {} ")).isEmpty();
    assertThat(decode(decoder, none, "x")).startsWith("bad: it is not JSON");
    assertThat(decode(decoder, none, "{\"a\":1")).startsWith("bad: it is cut off");
  }

  @Test
  void missingFieldsAreNullUnlessThatIsForbidden() {
    RowType type = RowType.of(new Field("a", DataType.of(TypeName.INTEGER)));
    check(type, "{}", "NULL");
    check(type, "{\"b\":1}", "NULL");
    assertThat(decode(decoder(type, "fail-on-missing-field", "true"), type, "{\"b\":1}"))
        .isEqualTo("bad: column 'a': the field is missing");
    RowType notNull = RowType.of(new Field("a", DataType.of(TypeName.INTEGER).notNull()));
    check(notNull, "{}", "bad: column 'a': it is NULL, but its type is INTEGER NOT NULL");
    check(notNull, "{\"a\":null}", "bad: column 'a': it is NULL, but its type is INTEGER NOT NULL");
  }

  @Test
  void refusesWhatIsNoObject() {
    RowType type = RowType.of(new Field("a", DataType.of(TypeName.INTEGER)));
    check(type, "", "bad: it is empty");
    check(type, "[]", "bad: a JSON object is expected, this is a JSON array");
    check(type, "null", "bad: a JSON object is expected, this is a JSON null");
    check(type, "{} {}", "bad: there is something after the JSON object");
    byte[] badText = "{\"b\":\"x\",\"a\":1}".getBytes(StandardCharsets.UTF_8);
    badText[6] = (byte) 0xFF;
    assertThat(Records.decode(decoder(type), type, badText))
        .isEqualTo("bad: it is not valid UTF-8");
  }

  @Test
  void refusesMapsWhoseKeysAreNoTexts() {
    DataType map = DataType.map(DataType.of(TypeName.INTEGER), DataType.of(TypeName.INTEGER));
    RowType type = RowType.of(new Field("m", DataType.array(map)));
    assertThatThrownBy(() -> decoder(type)).isInstanceOf(OptionException.class);
  }

  private static void check(RowType type, String json, String expected) {
    RecordDecoder decoder = decoder(type);
    assertThat(decode(decoder, type, json)).as(json).isEqualTo(expected);
    assertThat(decode(decoder, type, json)).as("again: " + json).isEqualTo(expected);
    JacksonDecoder jackson =
        new JacksonDecoder(JsonOptions.of(Records.options()), type, Records.allOf(type));
    assertThat(decode(jackson::decode, type, json)).as("Jackson: " + json).isEqualTo(expected);
  }

  private static String decode(RecordDecoder decoder, RowType type, String json) {
    return Records.decode(decoder, type, json);
  }

  private static RecordDecoder decoder(RowType type, String... options) {
    return new JsonFormat().decoder(Records.options(options), type, Records.allOf(type));
  }
}
