package io.rheo.engine.connector.kafka;

import static io.rheo.engine.connector.kafka.Tables.BIGINT;
import static io.rheo.engine.connector.kafka.Tables.COLUMNS;
import static io.rheo.engine.connector.kafka.Tables.CONNECTOR;
import static io.rheo.engine.connector.kafka.Tables.STRING;
import static io.rheo.engine.connector.kafka.Tables.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.connector.Connectors;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused while a statement is planned, without any broker. */
class KafkaOptionsTest {
  private static final String NOBODY = "localhost:1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        // options # the option at fault # what # advice
        "topic= # topic # option 'topic' is missing # add 'topic'",
        "topic=; # topic # option 'topic' cannot be ';' # name one",
        "topic-pattern=a.* # topic-pattern # option 'topic-pattern' cannot be 'a.*' # leave out one",
        "topic=,topic-pattern=( # topic-pattern # cannot be '(' # as Java has them",
        "format= # format # option 'format' is missing # add 'format'",
        "value.format=bar # value.format # cannot be 'bar' # leave out one",
        "format=jsn # format # unknown format 'jsn' # did you mean 'json'",
        "properties.bootstrap.servers= # properties.bootstrap.servers # is missing # add",
        "properties.bootstrap.servers=localhost # properties.bootstrap.servers # cannot be # host:port",
        "scan.startup.mode=latest # scan.startup.mode # cannot be 'latest' # 'latest-offset'",
        "scan.startup.mode=group-offsets # scan.startup.mode # cannot be # properties.group.id",
        "scan.startup.mode=timestamp # scan.startup.timestamp-millis # is missing # add",
        "scan.startup.mode=specific-offsets # scan.startup.specific-offsets # is missing # add",
        "scan.bounded.mode=timestamp,scan.bounded.timestamp-millis=x # scan.bounded.timestamp-millis"
            + " # cannot be 'x' # whole number",
        "scan.bounded.mode=specific-offsets,scan.bounded.specific-offsets=0:1"
            + " # scan.bounded.specific-offsets # cannot be '0:1' # partition:0",
        "topic=a;b,scan.bounded.mode=specific-offsets,scan.bounded.specific-offsets=0:1"
            + " # scan.bounded.specific-offsets # cannot be # one name",
        "scan.startup.modus=x # scan.startup.modus # unknown option # did you mean 'scan.startup.mode'",
        "properties.gruop.id=x # properties.gruop.id # unknown option # did you mean"
            + " 'properties.group.id'",
        "properties.fetch.min.bytes=many # properties.fetch.min.bytes # does not take # see",
        "bar.ignore=true # bar.ignore # unknown option 'bar.ignore' # bar.ignore-parse-errors",
        "key.format=bar # key.fields # is missing # add 'key.fields'",
        "key.fields=id # key.format # is missing # add 'key.format'",
        "key.format=bar,key.fields=ib # key.fields # cannot be 'ib' # physical columns: id, name",
        "key.format=bar,key.fields=id,value.fields-include=NONE # value.fields-include # NONE # ALL",
        "key.format=bar,key.fields=id,key.fields-prefix=k_ # key.fields-prefix # k_ # EXCEPT_KEY",
        "key.format=bar,key.fields=id,key.fields-prefix=k_,value.fields-include=EXCEPT_KEY"
            + " # key.fields-prefix # k_ # rename",
        "sink.partitioner=my.Class # sink.partitioner # my.Class # 'round-robin'",
      })
  void mistakesAreNamed(String options, String key, String what, String advice) {
    TableSpec table = table(options);
    assertThatThrownBy(() -> CONNECTOR.source(all(table)))
        .isInstanceOfSatisfying(
            OptionException.class,
            e -> {
              assertThat(e.key()).isEqualTo(key);
              assertThat(e).hasMessageContaining(what);
              assertThat(e.fix()).contains(advice);
            });
    assertThatThrownBy(() -> CONNECTOR.sink(table)).isInstanceOf(OptionException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "topic=a;b # topic # exactly one topic",
        "topic=,topic-pattern=a.* # topic-pattern # exactly one topic",
        "sink.delivery-guarantee=exactly-once # sink.delivery-guarantee # not written in transactions",
      })
  void whatOnlyASinkCannotDo(String options, String key, String why) {
    TableSpec table = table(options);
    assertThat(CONNECTOR.source(all(table)).bounded()).isFalse();
    assertThatThrownBy(() -> CONNECTOR.sink(table))
        .isInstanceOfSatisfying(
            OptionException.class,
            e -> {
              assertThat(e.key()).isEqualTo(key);
              assertThat(e.why()).contains(why);
            });
  }

  @Test
  void optionsOfBothDirectionsAreKnownInEither() {
    TableSpec table =
        table(
            "scan.startup.mode=latest-offset,sink.partitioner=fixed,scan.parallelism=2,"
                + "sink.transactional-id-prefix=x,properties.acks=all,properties.group.id=g,"
                + "properties.max.poll.records=10,properties.ssl.truststore.alias=1,format=json,"
                + "json.encode.decimal-as-plain-number=true,json.ignore-parse-errors=false");
    assertThat(CONNECTOR.source(all(table)).bounded()).isFalse();
    assertThat(CONNECTOR.sink(table).acceptsRetractions()).isFalse();
    assertThat(Connectors.require(table).name()).isEqualTo("kafka");
  }

  @Test
  void onlyABoundedReadGivesUpByDefault() {
    assertThat(options("").connectTimeout()).isZero();
    assertThat(options("scan.bounded.mode=latest-offset").connectTimeout())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(options("scan.connect-timeout=1 min").connectTimeout())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void metadataThatKafkaHasNotIsRefused() {
    assertThatThrownBy(() -> CONNECTOR.source(all(table(""), new MetadataColumn("ofset", BIGINT))))
        .isInstanceOfSatisfying(
            OptionException.class,
            e -> assertThat(e.fix()).startsWith("did you mean 'offset'? metadata: topic, "));
    for (MetadataColumn wrong :
        new MetadataColumn[] {
          new MetadataColumn("topic", BIGINT),
          new MetadataColumn("partition", DataType.of(TypeName.DOUBLE)),
          new MetadataColumn("offset", DataType.of(TypeName.INTEGER)),
          new MetadataColumn("timestamp", STRING),
          new MetadataColumn("headers", DataType.map(STRING, STRING)),
        }) {
      assertThatThrownBy(() -> CONNECTOR.source(all(table(""), wrong)))
          .isInstanceOf(OptionException.class)
          .hasMessage("metadata column '" + wrong.key() + "' cannot be a " + wrong.type());
    }
  }

  private static KafkaOptions options(String options) {
    return KafkaOptions.of(
        new io.rheo.engine.option.Options("connector 'kafka'", table(options).options()));
  }

  /**
   * @param options {@code name=value,…}; without a value the option is removed
   */
  private static TableSpec table(String options) {
    String[] pairs = options.isEmpty() ? new String[0] : options.split(",(?=[a-z])", -1);
    String[] all = new String[2 * pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      int equals = pairs[i].indexOf('=');
      all[2 * i] = pairs[i].substring(0, equals);
      String value = pairs[i].substring(equals + 1);
      all[2 * i + 1] = value.isEmpty() ? null : value;
    }
    return Tables.of(COLUMNS, NOBODY, "t", all);
  }
}
