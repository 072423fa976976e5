package io.rheo.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.remote.TypedValue;

/**
 * A prepared statement. Parameters travel as values of the JDBC type that they were set with; the
 * server converts them to what the statement needs. TIMESTAMP, DATE and TIME travel as the wall
 * clock in the connection's zone.
 */
final class RheoPreparedStatement extends AvaticaPreparedStatement implements Execution.Owner {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private final Execution execution;

  RheoPreparedStatement(
      RheoConnection connection,
      Meta.StatementHandle handle,
      Meta.Signature signature,
      int type,
      int concurrency,
      int holdability)
      throws SQLException {
    super(connection, handle, signature, type, concurrency, holdability);
    execution = new Execution(connection, this);
  }

  @Override
  public Execution execution() {
    return execution;
  }

  private interface Call<T> {
    T run() throws SQLException;
  }

  private void executing(Call<?> call) throws SQLException {
    checkParametersAreSet();
    execution.begin();
    try {
      call.run();
      if (openResultSet instanceof RheoResultSet rows && rows.isCount()) {
        updateCount = rows.readCount();
        openResultSet = null;
      }
      if (openResultSet == null) {
        execution.end();
      }
    } catch (SQLException | RuntimeException e) {
      execution.check();
      execution.end();
      throw SqlExceptions.of(e);
    }
  }

  private void checkParametersAreSet() throws SQLException {
    List<TypedValue> values = getParameterValues();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) == null) {
        throw new SQLException("parameter " + (i + 1) + " has no value", "07001");
      }
    }
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    executing(super::executeQuery);
    if (openResultSet == null) {
      throw new SQLException("the statement has no rows: use executeUpdate", "HY000");
    }
    return openResultSet;
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    executing(super::executeLargeUpdate);
    if (openResultSet != null) {
      openResultSet.close();
      throw new SQLException("a query has no update count: use executeQuery", "HY000");
    }
    return updateCount;
  }

  @Override
  public boolean execute() throws SQLException {
    executing(super::execute);
    return openResultSet != null;
  }

  @Override
  public void addBatch() throws SQLException {
    checkParametersAreSet();
    super.addBatch();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    if (parameterValueBatch.isEmpty()) {
      return new long[0];
    }
    execution.begin();
    try {
      return super.executeLargeBatch();
    } catch (SQLException | RuntimeException e) {
      throw SqlExceptions.of(e);
    } finally {
      execution.end();
    }
  }

  /** Not synchronized, unlike Avatica's: the monitor may be held by the request to stop. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public void cancel() throws SQLException {
    checkOpen();
    execution.cancel();
  }

  @Override
  protected void close_() {
    execution.end();
    ((RheoConnection) connection).quietly(super::close_);
  }

  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen(); // there are no escapes to process
  }

  @Override
  public void setPoolable(boolean poolable) throws SQLException {
    checkOpen(); // a hint
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return execution.warnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    execution.clearWarnings();
  }

  @Override
  public void setNull(int index, int sqlType, String typeName) throws SQLException {
    setNull(index, sqlType);
  }

  @Override
  public void setObject(int index, Object value) throws SQLException {
    if (value == null) {
      setNull(index, Types.NULL);
    } else if (value instanceof Timestamp timestamp) {
      setTimestamp(index, timestamp);
    } else if (value instanceof Date date) {
      setDate(index, date);
    } else if (value instanceof Time time) {
      setTime(index, time);
    } else if (value instanceof Character || value instanceof UUID || value instanceof Enum<?>) {
      setString(index, value.toString());
    } else if (value instanceof java.math.BigInteger integer) {
      setBigDecimal(index, new java.math.BigDecimal(integer));
    } else if (value instanceof Array array) {
      setArray(index, array);
    } else if (!setJavaTime(index, value)) {
      super.setObject(index, value);
    }
  }

  private boolean setJavaTime(int index, Object value) throws SQLException {
    if (value instanceof LocalDateTime local) {
      long millis = local.atOffset(java.time.ZoneOffset.UTC).toInstant().toEpochMilli();
      setTimestamp(index, new Timestamp(millis), Calendar.getInstance(UTC, Locale.ROOT));
    } else if (value instanceof LocalDate date) {
      long millis = java.util.concurrent.TimeUnit.DAYS.toMillis(date.toEpochDay());
      setDate(index, new Date(millis), Calendar.getInstance(UTC, Locale.ROOT));
    } else if (value instanceof LocalTime time) {
      setTime(
          index, new Time(time.toNanoOfDay() / 1_000_000), Calendar.getInstance(UTC, Locale.ROOT));
    } else if (value instanceof Instant instant) {
      setTimestamp(index, Timestamp.from(instant));
    } else if (value instanceof OffsetDateTime instant) {
      setTimestamp(index, Timestamp.from(instant.toInstant()));
    } else if (value instanceof ZonedDateTime instant) {
      setTimestamp(index, Timestamp.from(instant.toInstant()));
    } else {
      return false;
    }
    return true;
  }

  @Override
  public void setObject(int index, Object value, int sqlType) throws SQLException {
    if (value == null) {
      setNull(index, sqlType);
    } else if (sqlType == Types.OTHER
        || sqlType == Types.TIMESTAMP_WITH_TIMEZONE
        || value.getClass().getName().startsWith("java.time.")) {
      setObject(index, value);
    } else {
      try {
        super.setObject(index, value, sqlType);
      } catch (RuntimeException e) {
        throw new SQLException(
            "parameter " + index + " cannot be set to a " + value.getClass().getName(), "22018", e);
      }
    }
  }

  @Override
  public void setObject(int index, Object value, int sqlType, int scale) throws SQLException {
    setObject(index, value, sqlType);
  }

  @Override
  public void setObject(int index, Object value, SQLType sqlType) throws SQLException {
    setObject(index, value, sqlType.getVendorTypeNumber());
  }

  @Override
  public void setNString(int index, String value) throws SQLException {
    setString(index, value);
  }

  @Override
  public void setCharacterStream(int index, Reader text) throws SQLException {
    setString(index, read(text, Long.MAX_VALUE));
  }

  @Override
  public void setCharacterStream(int index, Reader text, long length) throws SQLException {
    setString(index, read(text, length));
  }

  @Override
  public void setNCharacterStream(int index, Reader text) throws SQLException {
    setString(index, read(text, Long.MAX_VALUE));
  }

  @Override
  public void setNCharacterStream(int index, Reader text, long length) throws SQLException {
    setString(index, read(text, length));
  }

  @Override
  public void setCharacterStream(int index, Reader text, int length) throws SQLException {
    setString(index, read(text, length));
  }

  @Override
  public void setClob(int index, Reader text) throws SQLException {
    setString(index, read(text, Long.MAX_VALUE));
  }

  @Override
  public void setClob(int index, Reader text, long length) throws SQLException {
    setString(index, read(text, length));
  }

  @Override
  public void setNClob(int index, Reader text) throws SQLException {
    setString(index, read(text, Long.MAX_VALUE));
  }

  @Override
  public void setNClob(int index, Reader text, long length) throws SQLException {
    setString(index, read(text, length));
  }

  @Override
  public void setClob(int index, Clob text) throws SQLException {
    setString(index, text == null ? null : text.getSubString(1, (int) text.length()));
  }

  @Override
  public void setNClob(int index, NClob text) throws SQLException {
    setClob(index, (Clob) text);
  }

  @Override
  public void setBinaryStream(int index, InputStream bytes) throws SQLException {
    setBytes(index, read(bytes, Long.MAX_VALUE));
  }

  @Override
  public void setAsciiStream(int index, InputStream bytes) throws SQLException {
    setString(index, ascii(read(bytes, Long.MAX_VALUE)));
  }

  @Override
  public void setBinaryStream(int index, InputStream bytes, int length) throws SQLException {
    setBytes(index, read(bytes, length));
  }

  @Override
  public void setAsciiStream(int index, InputStream bytes, int length) throws SQLException {
    setString(index, ascii(read(bytes, length)));
  }

  @Override
  public void setBinaryStream(int index, InputStream bytes, long length) throws SQLException {
    setBytes(index, read(bytes, length));
  }

  @Override
  public void setAsciiStream(int index, InputStream bytes, long length) throws SQLException {
    setString(index, ascii(read(bytes, length)));
  }

  @Override
  public void setBlob(int index, InputStream bytes) throws SQLException {
    setBytes(index, read(bytes, Long.MAX_VALUE));
  }

  @Override
  public void setBlob(int index, InputStream bytes, long length) throws SQLException {
    setBytes(index, read(bytes, length));
  }

  @Override
  public void setBlob(int index, Blob bytes) throws SQLException {
    setBytes(index, bytes == null ? null : bytes.getBytes(1, (int) bytes.length()));
  }

  @Override
  public void setRowId(int index, RowId value) throws SQLException {
    throw SqlExceptions.notSupported("there is no type ROWID");
  }

  @Override
  public void setSQLXML(int index, SQLXML value) throws SQLException {
    throw SqlExceptions.notSupported("there is no type SQLXML");
  }

  @Override
  public void setRef(int index, Ref value) throws SQLException {
    throw SqlExceptions.notSupported("there is no type REF");
  }

  @Override
  public void setURL(int index, URL value) throws SQLException {
    setString(index, value == null ? null : value.toString());
  }

  private static String read(Reader text, long charsMax) throws SQLException {
    if (text == null) {
      return null;
    }
    try {
      StringWriter all = new StringWriter();
      text.transferTo(all);
      return all.getBuffer().substring(0, (int) Math.min(all.getBuffer().length(), charsMax));
    } catch (IOException e) {
      throw new SQLException("cannot read the parameter: " + e.getMessage(), "22000", e);
    }
  }

  private static byte[] read(InputStream bytes, long bytesMax) throws SQLException {
    if (bytes == null) {
      return null;
    }
    try {
      return bytes.readNBytes((int) Math.min(Integer.MAX_VALUE, bytesMax));
    } catch (IOException e) {
      throw new SQLException("cannot read the parameter: " + e.getMessage(), "22000", e);
    }
  }

  private static String ascii(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII);
  }
}
