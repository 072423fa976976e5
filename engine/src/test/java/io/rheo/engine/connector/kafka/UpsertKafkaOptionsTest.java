package io.rheo.engine.connector.kafka;

import static io.rheo.engine.connector.kafka.Tables.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Connectors;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.TableSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused while a statement is planned, without any broker. */
class UpsertKafkaOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        // options # the option at fault # what # advice
        "key.format= # key.format # option 'key.format' is missing # add 'key.format' = 'json'",
        "value.format= # value.format # option 'value.format' is missing # add 'value.format'",
        "value.format=debezium-json # value.format # cannot be 'debezium-json'"
            + " # connector 'kafka' with 'value.format' = 'debezium-json'",
        "key.format=debezium-json # key.format # cannot be 'debezium-json' # use 'json'",
        "scan.startup.mode=latest-offset # scan.startup.mode # cannot be 'latest-offset' # leave",
        "key.fields=id # key.fields # unknown option 'key.fields' # key.format",
        "key.fields-prefix=i # key.fields-prefix # cannot be 'i' # 'EXCEPT_KEY'",
        "format=json # format # unknown option 'format' # key.format",
        "topik=t # topik # unknown option 'topik' # did you mean 'topic'",
      })
  void mistakesAreNamed(String options, String key, String what, String advice) {
    TableSpec table = table(options, List.of("id"));
    assertThatThrownBy(() -> connector(table).source(all(table)))
        .isInstanceOfSatisfying(
            OptionException.class,
            e -> {
              assertThat(e.key()).isEqualTo(key);
              assertThat(e).hasMessageContaining(what);
              assertThat(e.fix()).contains(advice);
            });
    assertThatThrownBy(() -> connector(table).sink(table)).isInstanceOf(OptionException.class);
  }

  @Test
  void aPrimaryKeyIsNeeded() {
    TableSpec table = table("", List.of());
    assertThatThrownBy(() -> connector(table).source(all(table)))
        .isInstanceOfSatisfying(
            OptionException.class,
            e -> {
              assertThat(e.key()).isEqualTo("connector");
              assertThat(e).hasMessageContaining("needs a primary key");
              assertThat(e.fix()).contains("PRIMARY KEY");
            });
  }

  @Test
  void rowsReplaceEachOtherByThePrimaryKey() {
    TableSpec table = table("properties.group.id=g", List.of("id"));
    assertThat(connector(table).source(all(table)).changelogMode()).isEqualTo(ChangelogMode.UPSERT);
    assertThat(connector(table).sink(table).upsertKey()).containsExactly(0);
    assertThat(connector(table).sink(table).acceptsRetractions()).isTrue();
  }

  private static Connector connector(TableSpec table) {
    return Connectors.require(table);
  }

  /** A table with these options, in the form {@code a=b,c=d}; an empty value removes one. */
  private static TableSpec table(String options, List<String> primaryKey) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("connector", "upsert-kafka");
    all.put("topic", "t");
    all.put("properties.bootstrap.servers", "localhost:1");
    all.put("key.format", "json");
    all.put("value.format", "json");
    for (String option : options.isEmpty() ? new String[0] : options.split(",", -1)) {
      String[] parts = option.split("=", 2);
      all.put(parts[0], parts[1]);
      all.values().removeIf(String::isEmpty);
    }
    return new TableSpec("upserts", Tables.COLUMNS, all, primaryKey);
  }
}
