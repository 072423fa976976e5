package io.rheo.engine.connector.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.connector.ManualClock;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceReader.Status;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.Tables;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatagenTest {
  private static final long NOW = 1_000_000_000_123L; // 2001-09-09 01:46:40.123
  private static final String FAST = "1000000000";

  private final ManualClock clock = new ManualClock(NOW);

  @Test
  void endsWithTheShortestSequence() throws Exception {
    RowType columns =
        RowType.of(
            field("a", TypeName.BIGINT),
            field("b", TypeName.INTEGER),
            field("c", TypeName.VARCHAR));

    assertThat(
            rows(
                columns,
                "fields.a.kind",
                "sequence",
                "fields.a.start",
                "5",
                "fields.a.end",
                "7",
                "fields.b.kind",
                "sequence",
                "fields.b.start",
                "-1",
                "fields.b.end",
                "100",
                "fields.c.length",
                "0"))
        .containsExactly("5,-1,", "6,0,", "7,1,");
  }

  @Test
  void keepsToTheClock() throws Exception {
    TableSpec table = table(RowType.of(field("a", TypeName.BIGINT)), "rows-per-second", "10");
    CollectingOutput output = new CollectingOutput(table.columns());
    try (SourceReader reader = open(table)) {
      assertThat(reader.poll(0, output)).isEqualTo(Status.IDLE);
      assertThat(output.rows()).hasSize(1);
      clock.advance(99);
      assertThat(reader.poll(0, output)).isEqualTo(Status.IDLE);
      assertThat(output.rows()).hasSize(1);
      clock.advance(1);
      reader.poll(0, output);
      assertThat(output.rows()).hasSize(2);
      clock.advance(60_000);
      reader.poll(0, output);
      assertThat(output.rows()).hasSize(602);
    }
  }

  @Test
  void givesTheSameRowsForTheSameSeedWhateverColumnsAreRead() throws Exception {
    RowType columns = RowType.of(field("a", TypeName.BIGINT), field("b", TypeName.DOUBLE));
    TableSpec table =
        table(columns, "number-of-rows", "5000", "rows-per-second", FAST, "seed", "42");

    List<String> both = read(Tables.all(table));
    assertThat(both).hasSize(5000).doesNotHaveDuplicates().isEqualTo(read(Tables.all(table)));
    assertThat(read(Tables.request(table, List.of(1))))
        .isEqualTo(both.stream().map(row -> row.split(",", -1)[1]).toList());
  }

  @Test
  void keepsWithinTheRangesOfTheOptionsAndReachesTheirEnds() throws Exception {
    RowType columns =
        RowType.of(
            field("i", TypeName.INTEGER),
            field("d", TypeName.DOUBLE),
            new Field("n", DataType.decimal(6, 2)),
            new Field("w", DataType.decimal(30, 2)),
            field("s", TypeName.VARCHAR),
            field("t", TypeName.TIMESTAMP));
    List<String> rows =
        rows(
            columns,
            "number-of-rows",
            "2000",
            "seed",
            "7",
            "fields.i.min",
            "1",
            "fields.i.max",
            "3",
            "fields.d.min",
            "-0.5",
            "fields.d.max",
            "0.5",
            "fields.n.min",
            "1.5",
            "fields.n.max",
            "1.52",
            "fields.w.min",
            "-0.01",
            "fields.w.max",
            "0.01",
            "fields.s.length",
            "4",
            "fields.s.null-rate",
            "0.5",
            "fields.t.max-past",
            "1 s");

    assertThat(rows).hasSize(2000);
    assertThat(column(rows, 0)).containsOnly("1", "2", "3").contains("1", "2", "3");
    assertThat(column(rows, 1)).allMatch(text -> Math.abs(Double.parseDouble(text)) <= 0.5);
    assertThat(column(rows, 2)).containsOnly("1.50", "1.51", "1.52").contains("1.50", "1.52");
    assertThat(column(rows, 3)).containsOnly("-0.01", "0.00", "0.01").contains("-0.01", "0.01");
    assertThat(column(rows, 4)).allMatch(text -> text.matches("[0-9a-f]{4}|NULL"));
    assertThat(column(rows, 4).stream().filter("NULL"::equals).count()).isBetween(800L, 1200L);
    assertThat(column(rows, 5))
        .allMatch(text -> text.compareTo("2001-09-09 01:46:39.123") >= 0)
        .allMatch(text -> text.compareTo("2001-09-09 01:46:41") < 0);
  }

  @Test
  void makesValuesOfEveryType() throws Exception {
    List<Field> fields = new ArrayList<>();
    for (TypeName name : TypeName.values()) {
      DataType type =
          switch (name) {
            case ARRAY -> DataType.array(DataType.of(TypeName.INTEGER));
            case MAP -> DataType.map(DataType.of(TypeName.VARCHAR), DataType.of(TypeName.DOUBLE));
            case ROW -> DataType.row(List.of(field("m", TypeName.BOOLEAN)));
            default -> DataType.of(name);
          };
      fields.add(new Field(name.name(), type));
    }
    RowType columns = new RowType(fields);

    assertThat(rows(columns, "number-of-rows", "3", "fields.ARRAY.element.max", "5"))
        .hasSize(3)
        .allMatch(row -> !row.contains("NULL"));
  }

  @Test
  void refusesWhatMakesNoSense() {
    RowType columns = RowType.of(field("price", TypeName.INTEGER));

    for (String[] options :
        new String[][] {
          {"fields.price.min", "3", "fields.price.max", "2"},
          {"fields.price.max", "99999999999"},
          {"fields.price.kind", "sequence", "fields.price.start", "1"},
          {"fields.price.null-rate", "2"},
          {"rows-per-second", "0"},
          {"fields.prise.min", "1"},
        }) {
      assertThatThrownBy(() -> rows(columns, options))
          .as(Arrays.toString(options))
          .isInstanceOf(OptionException.class);
    }
    assertThatThrownBy(() -> rows(columns, "fields.prise.min", "1"))
        .isInstanceOfSatisfying(
            OptionException.class,
            e -> assertThat(e.fix()).startsWith("did you mean 'fields.price.min'?"));
  }

  @Test
  void rangesOfDoublesDoNotOverflow() throws Exception {
    List<String> rows = rows(RowType.of(field("d", TypeName.DOUBLE)), "number-of-rows", "1000");

    assertThat(rows).allMatch(text -> Double.isFinite(Double.parseDouble(text)));
    assertThat(new BigDecimal(rows.get(0))).isNotEqualTo(new BigDecimal(rows.get(1)));
  }

  private static Field field(String name, TypeName type) {
    return new Field(name, DataType.of(type));
  }

  private static List<String> column(List<String> rows, int index) {
    return rows.stream().map(row -> row.split(",", -1)[index]).toList();
  }

  private List<String> rows(RowType columns, String... options) throws Exception {
    String[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "rows-per-second";
    all[options.length + 1] = FAST;
    if (Arrays.asList(options).contains("rows-per-second")) {
      all = options;
    }
    return read(Tables.all(table(columns, all)));
  }

  private static TableSpec table(RowType columns, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "connector";
    all[1] = "datagen";
    System.arraycopy(options, 0, all, 2, options.length);
    return Tables.table(columns, all);
  }

  private SourceReader open(TableSpec table) {
    Source source = new DatagenConnector().source(Tables.all(table));
    return source.open(new SourceEnvironment(new ErrorLog(), clock));
  }

  private List<String> read(SourceRequest request) throws Exception {
    Source source = new DatagenConnector().source(request);
    assertThat(source.bounded()).isTrue();
    CollectingOutput output = new CollectingOutput(request.rowType());
    try (SourceReader reader = source.open(new SourceEnvironment(new ErrorLog(), clock))) {
      for (int polls = 0; reader.poll(0, output) != Status.FINISHED; polls++) {
        assertThat(polls).isLessThan(1000);
        if (polls > 0) {
          clock.advance(1);
        }
      }
    }
    assertThat(output.events()).containsSubsequence("added 0", "finished 0");
    return output.rows();
  }
}
