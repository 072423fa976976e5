package io.rheo.engine.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.format.MemberTarget;
import io.rheo.engine.format.RandomValues;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.Records;
import io.rheo.engine.option.Options;
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

/** Members of ROW columns as columns of their own: the values of rows read as a whole. */
class JsonMembersTest {
  private static final int SCHEMAS = 150;

  /** A table, the members that are read of it, and the table that has no others. */
  private record Schema(RowType record, RowType narrow, RowType wanted, JsonColumns columns) {

    /** Rows of two or three columns, most of them ROWs, of which some members are wanted. */
    static Schema random(RandomValues values, Random random) {
      List<Field> record = new ArrayList<>();
      List<Field> narrow = new ArrayList<>();
      List<Field> wanted = new ArrayList<>();
      List<MemberTarget> members = new ArrayList<>();
      int columns = 2 + random.nextInt(2);
      for (int column = 0; column < columns; column++) {
        String name = "column" + column;
        List<Field> all = values.rowType(true).fields();
        List<Field> read = new ArrayList<>();
        for (int member = 0; member < all.size(); member++) {
          if (random.nextInt(3) > 0) {
            Field field = all.get(member);
            read.add(field);
            members.add(new MemberTarget(column, member, wanted.size()));
            wanted.add(new Field(name + "." + field.name(), field.type().withNullable(true)));
          }
        }
        boolean nullable = random.nextInt(3) > 0;
        record.add(new Field(name, DataType.row(all).withNullable(nullable)));
        if (!read.isEmpty()) {
          narrow.add(new Field(name, DataType.row(read).withNullable(nullable)));
        }
      }
      RowType type = new RowType(record);
      int[] none = new int[columns];
      Arrays.fill(none, -1);
      return new Schema(
          type, new RowType(narrow), new RowType(wanted), new JsonColumns(type, none, members));
    }

    RecordDecoder decoder(Options options) {
      return new JsonFormat().decoder(options, record, columns.targets(), columns.members());
    }

    /** The members of a record whose ROWs are read as a whole. */
    String expected(Options options, byte[] buffer, int offset, int length) {
      BatchBuilder rows = new BatchBuilder(narrow);
      JacksonDecoder whole =
          new JacksonDecoder(JsonOptions.of(options), narrow, Records.allOf(narrow));
      if (whole.decode(buffer, offset, length, rows) != null) {
        return "bad";
      }
      rows.endRow();
      Batch batch = rows.build();
      BatchBuilder flat = new BatchBuilder(wanted);
      int target = 0;
      for (int column = 0; column < narrow.size(); column++) {
        int size = narrow.type(column).children().size();
        List<?> row = (List<?>) BoxedValues.get(batch.column(column), narrow.type(column), 0);
        for (int member = 0; member < size; member++) {
          BoxedValues.append(flat.column(target++), row == null ? null : row.get(member));
        }
      }
      flat.endRow();
      return CollectingOutput.text(flat.build(), wanted, 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true"})
  void areTheMembersOfTheWholeRow(boolean verifyTail, boolean failOnMissing) {
    long seed = Seeds.next();
    Random random = new Random(seed);
    Options options =
        Records.options(
            "verify-tail", "" + verifyTail, "fail-on-missing-field", "" + failOnMissing);
    int good = 0;
    for (int i = 0; i < SCHEMAS; i++) {
      RandomValues values = new RandomValues(random);
      Schema schema = Schema.random(values, random);
      RecordDecoder fast = schema.decoder(options);
      JacksonDecoder jackson = new JacksonDecoder(JsonOptions.of(options), schema.columns());
      for (byte[] json : JsonDifferentialTest.records(values, schema.record(), options, random)) {
        byte[] buffer = JsonDifferentialTest.amongOthers(json, random);
        int offset = buffer.length - json.length - RecordDecoder.PADDING;
        String label =
            "seed %d, %s of %s: %s"
                .formatted(
                    seed,
                    schema.wanted(),
                    schema.record(),
                    new String(json, StandardCharsets.UTF_8));
        String answer = answer(fast, schema.wanted(), buffer, offset, json.length);
        assertThat(answer)
            .as(label)
            .isEqualTo(answer(jackson::decode, schema.wanted(), buffer, offset, json.length));
        assertThat(answer.startsWith("bad: ") ? "bad" : answer)
            .as(label)
            .isEqualTo(schema.expected(options, buffer, offset, json.length));
        good += answer.startsWith("bad: ") ? 0 : 1;
      }
    }
    assertThat(good).as("the test must not consist of bad records only").isGreaterThan(2000);
  }

  private static String answer(
      RecordDecoder decoder, RowType wanted, byte[] buffer, int offset, int length) {
    return JsonDifferentialTest.answer(decoder, wanted, buffer, offset, length);
  }

  @Test
  void whatNobodyReadsMayBeOfAnyType() {
    DataType row =
        DataType.row(
            List.of(
                new Field("a", DataType.of(TypeName.BIGINT)),
                new Field("b", DataType.of(TypeName.INTEGER).notNull())));
    RowType record = RowType.of(new Field("r", row));
    RowType wanted = RowType.of(new Field("r.a", DataType.of(TypeName.BIGINT)));
    RecordDecoder decoder =
        new JsonFormat()
            .decoder(Records.options(), record, new int[] {-1}, List.of(new MemberTarget(0, 0, 0)));
    assertThat(Records.decode(decoder, wanted, "{\"r\": {\"b\": \"x\", \"a\": 1}}")).isEqualTo("1");
    assertThat(Records.decode(decoder, wanted, "{\"r\": {\"a\": 1}}")).isEqualTo("1");
    assertThat(Records.decode(decoder, wanted, "{\"r\": {}}")).isEqualTo("NULL");
    assertThat(Records.decode(decoder, wanted, "{\"r\": null}")).isEqualTo("NULL");
    assertThat(Records.decode(decoder, wanted, "{}")).isEqualTo("NULL");
    assertThat(Records.decode(decoder, wanted, "{\"r\": 5}"))
        .startsWith("bad: column 'r': a JSON number is not a ROW");
    assertThat(Records.decode(decoder, wanted, "{\"r\": {\"a\": \"x\"}}"))
        .isEqualTo("bad: column 'r': 'x' is not a BIGINT");
  }
}
