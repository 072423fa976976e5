package io.rheo.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.util.Cursor;

/** A result set whose rows arrive as they come, perhaps without end. */
final class RheoResultSet extends AvaticaResultSet {
  private static final DateTimeFormatter[] WALL_CLOCK = {
    DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"),
    DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.S"),
    DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SS"),
    DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS"),
  };

  private LazyRows rows;
  private SQLWarning losses;
  private boolean lossesKnown;

  RheoResultSet(
      AvaticaStatement statement,
      QueryState state,
      Meta.Signature signature,
      ResultSetMetaData metaData,
      TimeZone timeZone,
      Meta.Frame firstFrame)
      throws SQLException {
    super(statement, state, signature, metaData, timeZone, firstFrame);
  }

  @Override
  protected AvaticaResultSet execute() throws SQLException {
    RheoConnection connection = (RheoConnection) statement.connection;
    rows =
        new LazyRows(
            connection,
            this,
            execution(),
            statement.handle,
            isCount() ? 0 : statement.getLargeMaxRows(),
            firstFrame);
    Cursor lazy = MetaImpl.createCursor(signature.cursorFactory, () -> rows);
    execute2(lazy, columnMetaDataList);
    return this;
  }

  List<ColumnMetaData> columns() {
    return columnMetaDataList;
  }

  private Execution execution() {
    return ((Execution.Owner) statement).execution();
  }

  @Override
  public void close() {
    boolean wasOpen = !isClosed0();
    super.close();
    if (wasOpen && rows != null && !isStatementClosed()) {
      execution().end();
      if (!rows.isDone()) {
        execution().release();
      }
    }
  }

  private boolean isClosed0() {
    try {
      return isClosed();
    } catch (SQLException e) {
      throw SqlExceptions.sneak(e);
    }
  }

  private boolean isStatementClosed() {
    try {
      return statement.isClosed();
    } catch (SQLException e) {
      throw SqlExceptions.sneak(e);
    }
  }

  /** Whether this is the count of an INSERT that may still run. */
  boolean isCount() {
    return columnMetaDataList.size() == 1
        && Protocol.COUNT_TABLE.equals(columnMetaDataList.get(0).tableName);
  }

  /** Waits for the count and closes; what was left out becomes warnings of the statement. */
  long readCount() throws SQLException {
    try (this) {
      if (!next()) {
        throw new SQLException("the server sent no count", "08P01");
      }
      execution().note(((RheoConnection) statement.connection).losses(statement.handle));
      return getLong(1);
    }
  }

  /**
   * What the query could not use of what it read: late rows, rows that could not be computed,
   * records that could not be decoded. Known when {@link #next} has found no more rows or has
   * thrown; before, and for a result without such losses, {@code null}.
   */
  @Override
  public SQLWarning getWarnings() throws SQLException {
    checkOpen();
    if (!lossesKnown && rows.isDone() && state.type == QueryState.StateType.SQL) {
      losses = ((RheoConnection) statement.connection).losses(statement.handle);
      lossesKnown = true;
    }
    return losses;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    losses = null;
  }

  @Override
  public Object getObject(String columnLabel) throws SQLException {
    return getObject(findColumn(columnLabel));
  }

  @Override
  public <T> T getObject(String columnLabel, Class<T> type) throws SQLException {
    return getObject(findColumn(columnLabel), type);
  }

  @Override
  public <T> T getObject(int columnIndex, Class<T> type) throws SQLException {
    Object value = convert(columnIndex, type);
    try {
      return type.cast(value);
    } catch (ClassCastException e) {
      ColumnMetaData column = column(columnIndex);
      throw new SQLException(
          "column '" + column.label + "' of type " + column.type.name + " is no " + type.getName(),
          SqlExceptions.OUT_OF_RANGE,
          e);
    }
  }

  /**
   * Times are made from the number on the wire: a detour over a zone would lose hours in DST gaps.
   */
  private Object convert(int columnIndex, Class<?> type) throws SQLException {
    if (getObject(columnIndex) == null) {
      return null;
    } else if (type == LocalDateTime.class) {
      return local(columnIndex);
    } else if (type == LocalDate.class) {
      return isTimestamp(columnIndex)
          ? local(columnIndex).toLocalDate()
          : LocalDate.ofEpochDay(getLong(columnIndex));
    } else if (type == LocalTime.class) {
      return isTimestamp(columnIndex)
          ? local(columnIndex).toLocalTime()
          : LocalTime.ofNanoOfDay(TimeUnit.MILLISECONDS.toNanos(getLong(columnIndex)));
    } else if (type == Instant.class) {
      return zoned(columnIndex).toInstant();
    } else if (type == OffsetDateTime.class) {
      return zoned(columnIndex).toOffsetDateTime();
    } else if (type == ZonedDateTime.class) {
      return zoned(columnIndex);
    }
    return convertScalar(columnIndex, type);
  }

  private Object convertScalar(int columnIndex, Class<?> type) throws SQLException {
    if (type == String.class) {
      return getString(columnIndex);
    } else if (type == Boolean.class) {
      return getBoolean(columnIndex);
    } else if (type == Byte.class) {
      return getByte(columnIndex);
    } else if (type == Short.class) {
      return getShort(columnIndex);
    } else if (type == Integer.class) {
      return getInt(columnIndex);
    } else if (type == Long.class) {
      return getLong(columnIndex);
    } else if (type == Float.class) {
      return getFloat(columnIndex);
    } else if (type == Double.class) {
      return getDouble(columnIndex);
    } else if (type == BigDecimal.class) {
      return getBigDecimal(columnIndex);
    } else if (type == BigInteger.class) {
      return getBigDecimal(columnIndex).toBigIntegerExact();
    } else if (type == byte[].class) {
      return getBytes(columnIndex);
    }
    return getObject(columnIndex);
  }

  /** The zone in which a column of instants is shown; {@code null} if it has no instants. */
  private ZoneId instantsZone(int columnIndex) throws SQLException {
    ColumnMetaData column = column(columnIndex);
    return column.type.name.startsWith("TIMESTAMP_LTZ") ? ZoneId.of(column.catalogName) : null;
  }

  private ColumnMetaData column(int columnIndex) throws SQLException {
    if (columnIndex < 1 || columnIndex > columnMetaDataList.size()) {
      throw new SQLException("no column " + columnIndex, "42703");
    }
    return columnMetaDataList.get(columnIndex - 1);
  }

  @Override
  public Timestamp getTimestamp(int columnIndex) throws SQLException {
    if (instantsZone(columnIndex) == null) {
      return super.getTimestamp(columnIndex);
    }
    long millis = getLong(columnIndex);
    return wasNull() ? null : new Timestamp(millis);
  }

  @Override
  public Timestamp getTimestamp(int columnIndex, Calendar calendar) throws SQLException {
    return instantsZone(columnIndex) == null
        ? super.getTimestamp(columnIndex, calendar)
        : getTimestamp(columnIndex);
  }

  @Override
  public String getString(int columnIndex) throws SQLException {
    ZoneId zone = instantsZone(columnIndex);
    if (zone == null) {
      return super.getString(columnIndex);
    }
    long millis = getLong(columnIndex);
    int digits = Math.min(3, column(columnIndex).precision);
    return wasNull() ? null : WALL_CLOCK[digits].format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  @Override
  public Object getObject(int columnIndex) throws SQLException {
    return instantsZone(columnIndex) == null
        ? super.getObject(columnIndex)
        : getTimestamp(columnIndex);
  }

  @Override
  public Timestamp getTimestamp(String columnLabel) throws SQLException {
    return getTimestamp(findColumn(columnLabel));
  }

  @Override
  public Timestamp getTimestamp(String columnLabel, Calendar calendar) throws SQLException {
    return getTimestamp(findColumn(columnLabel), calendar);
  }

  @Override
  public String getString(String columnLabel) throws SQLException {
    return getString(findColumn(columnLabel));
  }

  private boolean isTimestamp(int columnIndex) {
    return columnMetaDataList.get(columnIndex - 1).type.id == Types.TIMESTAMP;
  }

  private LocalDateTime local(int columnIndex) throws SQLException {
    if (!isTimestamp(columnIndex)) {
      throw new SQLException(
          "column " + columnIndex + " is no TIMESTAMP", SqlExceptions.OUT_OF_RANGE);
    }
    ZoneId shownIn = instantsZone(columnIndex);
    return Instant.ofEpochMilli(getLong(columnIndex))
        .atZone(shownIn == null ? ZoneOffset.UTC : shownIn)
        .toLocalDateTime();
  }

  /** An instant as such; a wall clock as one in the connection's zone. */
  private ZonedDateTime zoned(int columnIndex) throws SQLException {
    ZoneId shownIn = instantsZone(columnIndex);
    return shownIn == null
        ? local(columnIndex).atZone(localCalendar.getTimeZone().toZoneId())
        : Instant.ofEpochMilli(getLong(columnIndex)).atZone(shownIn);
  }
}
