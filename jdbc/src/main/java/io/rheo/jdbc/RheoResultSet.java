package io.rheo.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
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
  private LazyRows rows;

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

  /** Waits for the count and closes. */
  long readCount() throws SQLException {
    try (this) {
      if (!next()) {
        throw new SQLException("the server sent no count", "08P01");
      }
      return getLong(1);
    }
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
    if (columnIndex < 1 || columnIndex > columnMetaDataList.size()) {
      throw new SQLException("no column " + columnIndex, "42703");
    }
    Object value = convert(columnIndex, type);
    try {
      return type.cast(value);
    } catch (ClassCastException e) {
      ColumnMetaData column = columnMetaDataList.get(columnIndex - 1);
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
      return local(columnIndex).atZone(zone()).toInstant();
    } else if (type == OffsetDateTime.class) {
      return local(columnIndex).atZone(zone()).toOffsetDateTime();
    } else if (type == ZonedDateTime.class) {
      return local(columnIndex).atZone(zone());
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

  private boolean isTimestamp(int columnIndex) {
    return columnMetaDataList.get(columnIndex - 1).type.id == Types.TIMESTAMP;
  }

  private LocalDateTime local(int columnIndex) throws SQLException {
    if (!isTimestamp(columnIndex)) {
      throw new SQLException(
          "column " + columnIndex + " is no TIMESTAMP", SqlExceptions.OUT_OF_RANGE);
    }
    return Instant.ofEpochMilli(getLong(columnIndex)).atOffset(ZoneOffset.UTC).toLocalDateTime();
  }

  private ZoneId zone() {
    return localCalendar.getTimeZone().toZoneId();
  }
}
