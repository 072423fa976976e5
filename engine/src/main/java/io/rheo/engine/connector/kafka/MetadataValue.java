package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.IntBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.column.ObjectBuilder;
import io.rheo.engine.option.Nearest;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/**
 * One thing that Kafka knows about a record, as the entry of a column. In which types each may be
 * declared:
 *
 * <pre>
 * topic           STRING
 * partition       INT, BIGINT, STRING
 * offset          BIGINT, STRING
 * timestamp       TIMESTAMP, TIMESTAMP_LTZ, BIGINT (ms); NULL if the record has none
 * timestamp-type  STRING: NoTimestampType, CreateTime, LogAppendTime
 * leader-epoch    INT, BIGINT, STRING; NULL if the broker does not say
 * headers         MAP&lt;STRING, BYTES>; of headers with the same key the last
 * </pre>
 */
@FunctionalInterface
interface MetadataValue {
  List<String> KEYS =
      List.of(
          "topic", "partition", "offset", "timestamp", "timestamp-type", "leader-epoch", "headers");

  /** Appends one entry. */
  void append(ConsumerRecord<?, ?> record, ColumnBuilder column);

  /** The value that a column asks for; fails if there is none, or not in its type. */
  static MetadataValue of(MetadataColumn column) {
    TypeName type = column.type().name();
    return switch (column.key()) {
      case "topic" -> text(column, ConsumerRecord::topic);
      case "partition" -> number(column, type, record -> (long) record.partition());
      case "offset" -> {
        if (type == TypeName.INTEGER) {
          throw wrongType(column, "BIGINT");
        }
        yield number(column, type, ConsumerRecord::offset);
      }
      case "timestamp" ->
          switch (type) {
            case TIMESTAMP, TIMESTAMP_LTZ, BIGINT -> MetadataValue::appendTime;
            default -> throw wrongType(column, "TIMESTAMP_LTZ(3)");
          };
      case "timestamp-type" -> text(column, record -> record.timestampType().toString());
      case "leader-epoch" ->
          number(column, type, record -> record.leaderEpoch().map(Long::valueOf).orElse(null));
      case "headers" -> {
        if (!isHeaders(column.type())) {
          throw wrongType(column, "MAP<STRING, BYTES>");
        }
        yield (record, builder) -> ((ObjectBuilder) builder).append(headers(record));
      }
      default ->
          throw new OptionException(
              Kind.UNKNOWN,
              column.key(),
              "unknown metadata column '" + column.key() + "'",
              "connector 'kafka' has no such metadata",
              Nearest.of(column.key(), KEYS).map(near -> "did you mean '" + near + "'? ").orElse("")
                  + "metadata: "
                  + String.join(", ", KEYS));
    };
  }

  /** A number or a text of a record; {@code null} is NULL. */
  @FunctionalInterface
  interface Getter<T> {
    T get(ConsumerRecord<?, ?> record);
  }

  private static MetadataValue text(MetadataColumn column, Getter<String> getter) {
    if (column.type().name() != TypeName.VARCHAR) {
      throw wrongType(column, "STRING");
    }
    return (record, builder) -> ((BytesBuilder) builder).append(getter.get(record));
  }

  private static MetadataValue number(MetadataColumn column, TypeName type, Getter<Long> getter) {
    return switch (type) {
      case INTEGER ->
          orNull(getter, (builder, value) -> ((IntBuilder) builder).append(value.intValue()));
      case BIGINT -> orNull(getter, (builder, value) -> ((LongBuilder) builder).append(value));
      case VARCHAR ->
          orNull(getter, (builder, value) -> ((BytesBuilder) builder).append(value.toString()));
      default -> throw wrongType(column, column.key().equals("offset") ? "BIGINT" : "INT");
    };
  }

  private static MetadataValue orNull(Getter<Long> getter, BiConsumer<ColumnBuilder, Long> append) {
    return (record, builder) -> {
      Long value = getter.get(record);
      if (value == null) {
        builder.appendNull();
      } else {
        append.accept(builder, value);
      }
    };
  }

  private static void appendTime(ConsumerRecord<?, ?> record, ColumnBuilder builder) {
    if (record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE) {
      builder.appendNull();
    } else {
      ((LongBuilder) builder).append(record.timestamp());
    }
  }

  private static boolean isHeaders(DataType type) {
    return type.name() == TypeName.MAP
        && type.children().get(0).type().name() == TypeName.VARCHAR
        && type.children().get(1).type().name() == TypeName.VARBINARY;
  }

  private static Map<String, byte[]> headers(ConsumerRecord<?, ?> record) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), header.value());
    }
    return headers;
  }

  private static OptionException wrongType(MetadataColumn column, String better) {
    return new OptionException(
        Kind.INVALID,
        column.key(),
        "metadata column '" + column.key() + "' cannot be a " + column.type(),
        "what Kafka has does not convert to that type",
        "declare it as " + better + " and use CAST in the query");
  }
}
