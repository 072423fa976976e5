package io.rheo.engine.format.json;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.DateTimes;
import io.rheo.engine.column.DateTimes.TimestampStyle;
import io.rheo.engine.column.TimestampParser;
import io.rheo.engine.format.ScalarReader;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** A wanted column of the records, as the scanner needs it. */
final class ScanColumn {
  /** What the scanner does with the column's values. */
  enum Kind {
    TEXT,
    INT,
    LONG,
    TIMESTAMP,
    NESTED,
    MEMBERS,
    OTHER
  }

  private final DataType type;
  private final int target;
  private final Kind kind;
  private final long min; // of INT and LONG
  private final long max;
  private final boolean takesNumbers;
  private final TimestampParser timestamps;
  private final ScalarReader scalar; // null if NESTED or MEMBERS
  private final JsonValueReader nested; // null unless NESTED
  private final ScanColumn[] members; // of MEMBERS: the wanted ones
  private final JsonKeys keys; // of MEMBERS
  private long lastRecord = -1;

  ScanColumn(DataType type, int target, TimestampStyle style) {
    this(type, target, kind(type), new ScanColumn[0], style);
  }

  /**
   * A ROW of which single members are wanted, each as a column of its own.
   *
   * @param targets where each member goes, or -1
   */
  static ScanColumn ofMembers(DataType row, int[] targets, TimestampStyle style) {
    ScanColumn[] members = new ScanColumn[targets.length];
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] >= 0) {
        members[i] = new ScanColumn(row.children().get(i).type(), targets[i], style);
      }
    }
    return new ScanColumn(row, -1, Kind.MEMBERS, members, style);
  }

  private ScanColumn(
      DataType type, int target, Kind kind, ScanColumn[] fields, TimestampStyle style) {
    this.type = type;
    this.target = target;
    this.kind = kind;
    members = Arrays.stream(fields).filter(Objects::nonNull).toArray(ScanColumn[]::new);
    keys = kind == Kind.MEMBERS ? new JsonKeys(new JsonFields(type.children()), fields) : null;
    timestamps = new TimestampParser(style, type.isInstant());
    takesNumbers = JsonValueReader.takesNumbers(type);
    min =
        switch (type.name()) {
          case TINYINT -> Byte.MIN_VALUE;
          case SMALLINT -> Short.MIN_VALUE;
          case INTEGER, INTERVAL_YEAR_MONTH -> Integer.MIN_VALUE;
          default -> Long.MIN_VALUE;
        };
    max = -1 - min;
    boolean isNested = kind == Kind.NESTED;
    scalar = isNested || kind == Kind.MEMBERS ? null : new ScalarReader(type, style);
    nested = isNested ? new JsonValueReader(type, style) : null;
  }

  private static Kind kind(DataType type) {
    if (type.storage() == Storage.OBJECT) {
      return Kind.NESTED;
    }
    if (type.name() == TypeName.CHAR || type.name() == TypeName.VARCHAR) {
      return Kind.TEXT;
    }
    return switch (type.name()) {
      case TINYINT, SMALLINT, INTEGER -> Kind.INT;
      case BIGINT, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> Kind.LONG;
      case TIMESTAMP, TIMESTAMP_LTZ -> Kind.TIMESTAMP;
      default -> Kind.OTHER;
    };
  }

  Kind kind() {
    return kind;
  }

  int target() {
    return target;
  }

  boolean isBoolean() {
    return type.name() == TypeName.BOOLEAN;
  }

  boolean isNullable() {
    return type.nullable();
  }

  /** Whether a JSON number can be a value. */
  boolean takesNumbers() {
    return takesNumbers;
  }

  boolean isInRange(long value) {
    return value >= min && value <= max;
  }

  /** Milliseconds of a timestamp without blanks around it, or {@code NO_TIMESTAMP}. */
  long timestamp(byte[] text, int from, int to) {
    long millis = timestamps.parse(text, from, to);
    return millis == DateTimes.NO_TIMESTAMP
        ? millis
        : DateTimes.truncateMillis(millis, type.precision());
  }

  ScalarReader scalar() {
    return scalar;
  }

  JsonValueReader nested() {
    return nested;
  }

  /** The members that are wanted, each a column. */
  ScanColumn[] members() {
    return members;
  }

  /** The keys of the members. */
  JsonKeys keys() {
    return keys;
  }

  /** Appends a NULL, to each member if those are wanted. */
  void appendNull(BatchBuilder rows) {
    if (kind == Kind.MEMBERS) {
      for (ScanColumn member : members) {
        member.appendNull(rows);
      }
    } else {
      rows.column(target).appendNull();
    }
  }

  /** The columns of the batch, of which this is one or several. */
  Stream<ScanColumn> leaves() {
    return kind == Kind.MEMBERS ? Arrays.stream(members) : Stream.of(this);
  }

  /** Notes that this record has the column; returns false if it had it before. */
  boolean enter(long record) {
    boolean isFirst = lastRecord != record;
    lastRecord = record;
    return isFirst;
  }

  boolean isMissingIn(long record) {
    return lastRecord != record;
  }

  /** Forgets the entry of a record that was not understood, if there is one. */
  void undo(BatchBuilder rows, int before) {
    if (rows.column(target).size() > before) {
      rows.column(target).truncate(before);
    }
  }
}
