package io.rheo.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What driver and server agree on beyond Avatica's own protocol. */
public final class Protocol {
  /**
   * A fetch at this offset delivers nothing: it ends the statement's query. Avatica has no such
   * request, and its clients never ask for a negative offset.
   */
  public static final long CANCEL_OFFSET = -1;

  /**
   * A fetch at this offset delivers what the statement's query could not use of what it read, as
   * far as it has come: a row of two texts, a sentence and its SQLSTATE, for each thing to say.
   */
  public static final long LOSSES_OFFSET = -2;

  /** Property of an opened connection: the time zone that TIMESTAMP_LTZ is shown in. */
  public static final String TIME_ZONE_PROPERTY = "rheo.time-zone";

  /** Property of an opened connection: the form in which the rows of its queries come. */
  public static final String FRAMES_PROPERTY = "rheo.frames";

  /**
   * Value of that property of a client that reads blocks. The first cell of a frame's row then
   * holds bytes: a block of any number of rows, column by column, laid out as {@link ColumnForm}
   * says. To tell it from a row it has no other cell, or an empty second one if the result has one
   * column.
   */
  public static final String COLUMN_BLOCKS = "column-blocks-1";

  /** Label of the first column of an updating query: {@code +I}, {@code -U}, {@code +U}, -D. */
  public static final String CHANGE_COLUMN = "op";

  /** Table name of that column, which no real table can have. */
  public static final String CHANGES_TABLE = "$changes";

  /**
   * Table name of the only column of a result that is no result: its only row is the count of an
   * INSERT, and is there when the INSERT has ended. (Avatica has a mark for such results, which its
   * Protobuf form leaves out.)
   */
  public static final String COUNT_TABLE = "$count";

  /** The SQLSTATE of a note that all is well, such as what a statement has made. */
  public static final String NOTE_STATE = "00000";

  /** The SQLSTATE of a warning. */
  public static final String WARNING_STATE = "01000";

  private static final List<String> CHANGE_KINDS = List.of("+I", "-U", "+U", "-D");

  private Protocol() {}

  /** What the column of that label contains. */
  public static List<String> changeKinds() {
    return CHANGE_KINDS;
  }

  /** Whether the rows are changes: the first column says of which kind. */
  public static boolean isChangelog(ResultSetMetaData columns) throws SQLException {
    return columns.getColumnCount() > 0 && CHANGES_TABLE.equals(columns.getTableName(1));
  }

  /**
   * The zone in which a column of instants is shown, which travels as the column's catalog; empty
   * if the column has no instants.
   */
  public static Optional<ZoneId> instantsZone(ResultSetMetaData columns, int column)
      throws SQLException {
    return columns.getColumnTypeName(column).startsWith("TIMESTAMP_LTZ")
        ? Optional.of(ZoneId.of(columns.getCatalogName(column)))
        : Optional.empty();
  }
}
