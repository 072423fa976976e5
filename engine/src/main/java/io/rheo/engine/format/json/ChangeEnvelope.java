package io.rheo.engine.format.json;

import java.util.List;
import java.util.Optional;

/** The forms in which programs that capture changes of databases write them as JSON. */
enum ChangeEnvelope {
  /** Debezium: the row before and the row after the change. */
  DEBEZIUM("debezium-json", "op", "before", "after"),
  /** Oracle GoldenGate, likewise. */
  OGG("ogg-json", "op_type", "before", "after"),
  /** Alibaba Canal: several rows, and of each the columns that an update changed as they were. */
  CANAL("canal-json", "type", "old", "data"),
  /** Maxwell's daemon: one row, and the columns that an update changed as they were. */
  MAXWELL("maxwell-json", "type", "old", "data");

  /** What happened to a row. */
  enum Change {
    INSERT,
    UPDATE,
    DELETE,
    /** Nothing: the record is about the table, not about its rows. */
    NONE
  }

  private final String formatName;
  private final String kindMember;
  private final String beforeMember;
  private final String afterMember;

  ChangeEnvelope(String formatName, String kindMember, String beforeMember, String afterMember) {
    this.formatName = formatName;
    this.kindMember = kindMember;
    this.beforeMember = beforeMember;
    this.afterMember = afterMember;
  }

  String formatName() {
    return formatName;
  }

  /** The members of the envelope that say what changed: kind, before, after. */
  List<String> members() {
    return List.of(kindMember, beforeMember, afterMember);
  }

  /** Whether it holds the whole row before a change; else only the columns that changed. */
  boolean hasImages() {
    return this == DEBEZIUM || this == OGG;
  }

  /** Whether it holds an array of rows. */
  boolean hasManyRows() {
    return this == CANAL;
  }

  /** What to do if old rows are missing. */
  String beforeAdvice() {
    return switch (this) {
      case DEBEZIUM -> "for PostgreSQL set REPLICA IDENTITY FULL on the table";
      case OGG -> "let GoldenGate write all columns of the row before";
      case CANAL, MAXWELL -> "let the database log full rows";
    };
  }

  /** What a kind means; empty if there is no such kind. */
  Optional<Change> change(String kind) {
    return Optional.ofNullable(
        switch (this) {
          case DEBEZIUM ->
              switch (kind) {
                case "c", "r" -> Change.INSERT;
                case "u" -> Change.UPDATE;
                case "d" -> Change.DELETE;
                default -> null;
              };
          case OGG ->
              switch (kind) {
                case "I" -> Change.INSERT;
                case "U" -> Change.UPDATE;
                case "D" -> Change.DELETE;
                default -> null;
              };
          case CANAL ->
              switch (kind) {
                case "INSERT" -> Change.INSERT;
                case "UPDATE" -> Change.UPDATE;
                case "DELETE" -> Change.DELETE;
                case "CREATE" -> Change.NONE;
                default -> null;
              };
          case MAXWELL ->
              switch (kind) {
                case "insert" -> Change.INSERT;
                case "update" -> Change.UPDATE;
                case "delete" -> Change.DELETE;
                default -> null;
              };
        });
  }

  /** The kinds that are understood, for complaints. */
  String kinds() {
    return switch (this) {
      case DEBEZIUM -> "'c', 'r', 'u', 'd'";
      case OGG -> "'I', 'U', 'D'";
      case CANAL -> "'INSERT', 'UPDATE', 'DELETE', 'CREATE'";
      case MAXWELL -> "'insert', 'update', 'delete'";
    };
  }

  /** What stands before and after the row when an insertion is written. */
  List<String> insertion() {
    return switch (this) {
      case DEBEZIUM -> List.of("{\"before\":null,\"after\":", ",\"op\":\"c\"}");
      case OGG -> List.of("{\"before\":null,\"after\":", ",\"op_type\":\"I\"}");
      case CANAL -> List.of("{\"data\":[", "],\"type\":\"INSERT\"}");
      case MAXWELL -> List.of("{\"data\":", ",\"type\":\"insert\"}");
    };
  }

  /** What stands before and after the row when a deletion is written. */
  List<String> deletion() {
    return switch (this) {
      case DEBEZIUM -> List.of("{\"before\":", ",\"after\":null,\"op\":\"d\"}");
      case OGG -> List.of("{\"before\":", ",\"after\":null,\"op_type\":\"D\"}");
      case CANAL -> List.of("{\"data\":[", "],\"type\":\"DELETE\"}");
      case MAXWELL -> List.of("{\"data\":", ",\"type\":\"delete\"}");
    };
  }
}
