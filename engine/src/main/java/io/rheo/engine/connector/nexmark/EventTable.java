package io.rheo.engine.connector.nexmark;

import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The columns of a declared table: {@code event_type INT}, and {@code person}, {@code auction} and
 * {@code bid} as ROWs of their members. Any of them may be missing, and their order is free.
 */
final class EventTable {
  static final String TYPE_COLUMN = "event_type";

  private final List<Column> columns;

  /** A column of the table: {@code event_type}, or one of the events. */
  sealed interface Column {}

  /** The kind of each event as its number. */
  record TypeColumn() implements Column {}

  /**
   * The events of a kind, as ROWs.
   *
   * @param fields for each declared member what it is made of
   */
  record RowColumn(EventKind kind, List<EventField> fields) implements Column {}

  private EventTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Fails with an {@link OptionException} if a column is none that these events have. */
  static EventTable of(TableSpec table, NexmarkConfig config) {
    List<Column> columns = new ArrayList<>();
    for (Field column : table.columns().fields()) {
      columns.add(column(column, config));
    }
    return new EventTable(columns);
  }

  List<Column> columns() {
    return columns;
  }

  /** Where {@code event_type} is, or -1. */
  int typeColumn() {
    return columns.indexOf(new TypeColumn());
  }

  /** The field that a member of a ROW column is made of. */
  EventField field(int column, int member) {
    return ((RowColumn) columns.get(column)).fields().get(member);
  }

  EventKind kind(int column) {
    return ((RowColumn) columns.get(column)).kind();
  }

  static List<EventField> fields(EventKind kind, NexmarkConfig config) {
    return switch (kind) {
      case PERSON -> PersonFields.of(config);
      case AUCTION -> AuctionFields.of(config);
      case BID -> BidFields.of(config);
    };
  }

  private static Column column(Field column, NexmarkConfig config) {
    if (column.name().equalsIgnoreCase(TYPE_COLUMN)) {
      if (column.type().name() != TypeName.INTEGER) {
        throw wrongType(column.name(), column.type(), "INT");
      }
      return new TypeColumn();
    }
    EventKind kind =
        Arrays.stream(EventKind.values())
            .filter(each -> each.column().equalsIgnoreCase(column.name()))
            .findFirst()
            .orElseThrow(() -> unknown(column.name(), "event_type, person, auction and bid"));
    if (column.type().name() != TypeName.ROW) {
      throw wrongType(column.name(), column.type(), "a ROW");
    }
    List<EventField> known = fields(kind, config);
    return new RowColumn(
        kind,
        column.type().children().stream()
            .map(member -> member(column.name() + ".", member, known))
            .toList());
  }

  private static EventField member(String prefix, Field member, List<EventField> known) {
    EventField field =
        known.stream()
            .filter(each -> each.name().equalsIgnoreCase(member.name()))
            .findFirst()
            .orElseThrow(() -> unknown(prefix + member.name(), names(known)));
    if (!field.fits(member.type())) {
      String wanted =
          switch (field.type()) {
            case VARCHAR -> "STRING";
            case TIMESTAMP -> "TIMESTAMP(3)";
            default -> field.type().name();
          };
      throw wrongType(prefix + member.name(), member.type(), wanted);
    }
    return field;
  }

  private static String names(List<EventField> fields) {
    return fields.stream().map(EventField::name).collect(Collectors.joining(", "));
  }

  private static OptionException unknown(String name, String known) {
    return new OptionException(
        Kind.INVALID,
        "connector",
        "connector 'nexmark' has no column '" + name + "'",
        "there are " + known,
        "remove the column, or declare it as a computed one");
  }

  private static OptionException wrongType(String name, DataType type, String wanted) {
    return new OptionException(
        Kind.INVALID,
        "connector",
        "column '" + name + "' of connector 'nexmark' cannot be " + type,
        "it is " + wanted,
        "declare it as " + wanted);
  }
}
