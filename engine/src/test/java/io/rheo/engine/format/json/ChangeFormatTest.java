package io.rheo.engine.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.Format;
import io.rheo.engine.format.Formats;
import io.rheo.engine.format.RandomValues;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.format.Records;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeFormatTest {
  private static final RowType TYPE =
      RowType.of(
          new Field("i", DataType.of(TypeName.INTEGER)),
          new Field("s", DataType.of(TypeName.VARCHAR)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // an insertion, a row of a table's first reading, an update, a deletion
        "debezium-json | {'before':null,'after':{'i':1,'s':'a'},'op':'c'} | +1,a",
        "debezium-json | {'op':'r','after':{'s':'a','i':1}} | +1,a",
        "debezium-json | {'before':{'i':1,'s':'a'},'after':{'i':1,'s':'b'},'op':'u'} | -1,a +1,b",
        "debezium-json | {'before':{'i':1,'s':'a'},'after':null,'op':'d'} | -1,a",
        "debezium-json | {'before':{'i':1,'s':'a'},'op':'d'} | -1,a",
        "ogg-json | {'before':null,'after':{'i':1,'s':'a'},'op_type':'I'} | +1,a",
        "ogg-json | {'before':{'i':1,'s':'a'},'after':{'i':1,'s':'b'},'op_type':'U'} | -1,a +1,b",
        "ogg-json | {'before':{'i':1,'s':'a'},'op_type':'D'} | -1,a",
        "maxwell-json | {'type':'insert','data':{'i':1,'s':'a'}} | +1,a",
        "maxwell-json | {'type':'delete','data':{'i':1,'s':'a'}} | -1,a",
        "canal-json | {'data':[{'i':1,'s':'a'},{'i':2}],'type':'INSERT'} | +1,a +2,NULL",
        "canal-json | {'data':[{'i':1,'s':'a'}],'type':'DELETE'} | -1,a",
        "canal-json | {'data':null,'isDdl':true,'type':'CREATE'} | ``",
        // the old row is the new one with the old columns over it; NULL is a value
        "maxwell-json | {'type':'update','data':{'i':1,'s':'b'},'old':{'s':'a'}} | -1,a +1,b",
        "maxwell-json | {'type':'update','data':{'i':1,'s':'b'},'old':{'s':null}} | -1,NULL +1,b",
        "maxwell-json | {'type':'update','data':{'i':1,'s':'b'},'old':{'S':'a','i':2}} | -2,a +1,b",
        "maxwell-json | {'type':'update','data':{'i':1,'s':'b'},'old':{ }} | -1,b +1,b",
        "maxwell-json | {'type':'update','data':{ },'old':{'i':1}} | -1,NULL +NULL,NULL",
        "canal-json | {'type':'UPDATE','data':[{'i':1,'s':'b'},{'i':2,'s':'d'}],"
            + "'old':[{'s':'a'},{'i':3}]} | -1,a +1,b -3,d +2,d",
        // white space, other members, escapes, and names that only Jackson reads
        "debezium-json | { 'after' : { 'i' : 1 , 's' : 'a' } , 'op' : 'c' , 'x' : [ 1 ] } | +1,a",
        "debezium-json | {'after':{'i':1,'s':'\\u0061'},'op':'c'} | +1,a",
        "debezium-json | {'\\u0061fter':{'i':1,'s':'a'},'o\\u0070':'c'} | +1,a",
        "debezium-json | {'\\u0062efore':{'i':1,'s':'a'},'after':{'i':1,'s':'\\u0062'},'op':'u'}"
            + " | -1,a +1,b",
        "canal-json | {'d\\u0061ta':[{'i':1,'s':'a'},{'i':2}],'type':'INSERT'} | +1,a +2,NULL",
        // what log compaction needs, and we do not
        "debezium-json | null | ``",
        "debezium-json | ` ` | ``",
      })
  void readsChanges(String format, String json, String expected) {
    assertThat(decode(format, json.replace('\'', '"'))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "debezium-json | {'after':{'i':1}} | it has no 'op'; if it has a 'schema' and a 'payload',"
            + " set 'debezium-json.schema-include' = 'true'",
        "debezium-json | {'after':{'i':1},'op':'x'}"
            + " | 'op' is 'x', and not one of 'c', 'r', 'u', 'd'",
        "debezium-json | {'after':{'i':1},'op':5} | 'op' is '5', and not one of 'c', 'r', 'u', 'd'",
        "debezium-json | {'after':null,'op':'c'} | it has no 'after'",
        "debezium-json | {'after':{'i':1},'op':'u'} | it has no 'before', so the row that it takes"
            + " back is not known: for PostgreSQL set REPLICA IDENTITY FULL on the table",
        "debezium-json | {'before':{'i':1},'after':{'i':'x'},'op':'u'}"
            + " | 'after': column 'i': 'x' is not an INTEGER",
        "debezium-json | {'before':7,'op':'d'}"
            + " | 'before': a JSON object is expected, this is a JSON number",
        "debezium-json | [1] | a JSON object is expected, this is a JSON array",
        "debezium-json | {} | it has no 'op'; if it has a 'schema' and a 'payload',"
            + " set 'debezium-json.schema-include' = 'true'",
        "debezium-json | {'op':'c','after':{'i':1}} x | it is not JSON at byte 28: Unrecognized"
            + " token 'x': was expecting (JSON String, Number, Array, Object or token 'null',"
            + " 'true' or 'false')",
        "ogg-json | {'op_type':'T'} | 'op_type' is 'T', and not one of 'I', 'U', 'D'",
        "maxwell-json | {'type':'update','data':{'i':1}} | it has no 'old', so the row that it"
            + " takes back is not known: let the database log full rows",
        "maxwell-json | {'type':'update','data':1,'old':{}}"
            + " | 'data' and 'old' must hold JSON objects",
        "canal-json | {'type':'INSERT','data':{'i':1}}"
            + " | a JSON array is expected, this is a JSON object",
        "canal-json | {'type':'UPDATE','data':[{'i':1}],'old':[]}"
            + " | 'data' has 1 rows, 'old' has 0",
        "canal-json | {'type':'INSERT','data':[{'i':1},{'i':true}]}"
            + " | 'data': column 'i': a JSON boolean is not an INTEGER",
      })
  void saysWhatIsWrong(String format, String json, String expected) {
    assertThat(decode(format, json.replace('\'', '"'))).isEqualTo("bad: " + expected);
  }

  @Test
  void readsTheEnvelopeFromThePayloadIfThereIsASchema() {
    String schema = "{\"type\":\"struct\",\"fields\":[]}";
    String change = "{\"after\":{\"i\":1,\"s\":\"a\"},\"op\":\"c\"}";
    Format format = format("debezium-json");
    RecordDecoder decoder =
        format.decoder(Records.options("schema-include", "true"), TYPE, Records.allOf(TYPE));

    assertThat(decode(decoder, "{\"schema\":" + schema + ",\"payload\":" + change + "}"))
        .isEqualTo("+1,a");
    assertThat(decode(decoder, "{\"schema\":" + schema + ",\"payload\":null}")).isEmpty();
    assertThat(decode(decoder, change)).isEqualTo("bad: it has no 'payload'");
    assertThatThrownBy(() -> format.encoder(Records.options("schema-include", "true"), TYPE))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("schema-include");
  }

  @ParameterizedTest
  @ValueSource(strings = {"debezium-json", "canal-json", "maxwell-json", "ogg-json"})
  void aRecordThatIsCutOffIsBadAndLeavesNothingBehind(String format) {
    String whole =
        switch (format) {
          case "canal-json" ->
              "{\"type\":\"UPDATE\",\"old\":[{\"s\":\"a\"}],\"data\":[{\"i\":1,\"s\":\"b\"}]}";
          case "maxwell-json" ->
              "{\"type\":\"update\",\"old\":{\"s\":\"a\"},\"data\":{\"i\":1,\"s\":\"b\"}}";
          case "ogg-json" ->
              "{\"op_type\":\"U\",\"before\":{\"i\":1,\"s\":\"a\"},\"after\":{\"i\":1,\"s\":\"b\"}}";
          default ->
              "{\"op\":\"u\",\"before\":{\"i\":1,\"s\":\"a\"},\"after\":{\"i\":1,\"s\":\"b\"}}";
        };
    assertThat(decode(format, whole)).isEqualTo("-1,a +1,b");
    for (int length = 1; length < whole.length(); length++) {
      assertThat(decode(format, whole.substring(0, length))).as("%d", length).startsWith("bad: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"debezium-json", "canal-json", "maxwell-json", "ogg-json"})
  void whatIsWrittenReadsBackAsTheSameChanges(String name) {
    long seed = Seeds.next();
    Random random = new Random(seed);
    RandomValues values = new RandomValues(random);
    for (int schema = 0; schema < 50; schema++) {
      RowType type = values.rowType(true);
      BatchBuilder builder = new BatchBuilder(type);
      values.fill(builder, 20);
      Batch batch = withRandomWeights(builder.build(), random);
      RecordEncoder encoder = format(name).encoder(Records.options(), type);
      RecordDecoder decoder = format(name).decoder(Records.options(), type, Records.allOf(type));
      for (int row = 0; row < batch.rowCount(); row++) {
        ByteSink record = new ByteSink();
        encoder.encode(batch, row, record);
        String expected = CollectingOutput.text(batch, type, row);
        assertThat(decode(decoder, type, record.copy()))
            .as("seed %d", seed)
            .isEqualTo((batch.weight(row) > 0 ? "+" : "-") + expected);
      }
    }
  }

  @Test
  void writesUpdatesAsADeletionAndAnInsertion() {
    assertThat(encode("debezium-json", -1))
        .isEqualTo("{\"before\":{\"i\":1,\"s\":\"a\"},\"after\":null,\"op\":\"d\"}");
    assertThat(encode("debezium-json", 1))
        .isEqualTo("{\"before\":null,\"after\":{\"i\":1,\"s\":\"a\"},\"op\":\"c\"}");
    assertThat(encode("canal-json", -1))
        .isEqualTo("{\"data\":[{\"i\":1,\"s\":\"a\"}],\"type\":\"DELETE\"}");
    assertThat(encode("maxwell-json", 1))
        .isEqualTo("{\"data\":{\"i\":1,\"s\":\"a\"},\"type\":\"insert\"}");
    assertThat(encode("ogg-json", -1))
        .isEqualTo("{\"before\":{\"i\":1,\"s\":\"a\"},\"after\":null,\"op_type\":\"D\"}");
  }

  private static Batch withRandomWeights(Batch batch, Random random) {
    int[] weights = random.ints(batch.rowCount(), 0, 2).map(bit -> 2 * bit - 1).toArray();
    Column[] columns = new Column[batch.columnCount()];
    Arrays.setAll(columns, batch::column);
    return new Batch(columns, batch.rowCount(), weights);
  }

  private static String encode(String format, int weight) {
    BatchBuilder rows = new BatchBuilder(TYPE);
    rows.ints(0).append(1);
    rows.bytes(1).append("a");
    rows.endRow(weight);
    ByteSink out = new ByteSink();
    format(format).encoder(Records.options(), TYPE).encode(rows.build(), 0, out);
    return new String(out.copy(), StandardCharsets.UTF_8);
  }

  private static Format format(String name) {
    return Formats.require(Records.options("format", name), "format");
  }

  /** Reads the record twice, as keys are learned, behind a row that is there already. */
  private static String decode(String format, String json) {
    RecordDecoder decoder = format(format).decoder(Records.options(), TYPE, Records.allOf(TYPE));
    String first = decode(decoder, json);
    assertThat(decode(decoder, json)).isEqualTo(first);
    return first;
  }

  private static String decode(RecordDecoder decoder, String json) {
    return decode(decoder, TYPE, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(RecordDecoder decoder, RowType type, byte[] record) {
    BatchBuilder rows = new BatchBuilder(type);
    byte[] padded = Arrays.copyOf(record, record.length + RecordDecoder.PADDING);
    String reason = decoder.decode(padded, 0, record.length, rows);
    if (reason != null) {
      rows.dropRow();
      for (int column = 0; column < type.size(); column++) {
        assertThat(rows.column(column).size()).isZero();
      }
      return "bad: " + reason;
    }
    for (int row = 0; row < decoder.rowCount(); row++) {
      rows.endRow(decoder.weight(row));
    }
    Batch batch = rows.build();
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      String sign = batch.weight(row) > 0 ? "+" : "-";
      texts.add(sign + CollectingOutput.text(batch, type, row));
    }
    return String.join(" ", texts);
  }
}
