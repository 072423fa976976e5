package io.rheo.shell.render;

import io.rheo.jdbc.Protocol;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of a JDBC result as text. */
public final class RowReader {
  private static final int FRACTION_DIGITS_MAX = 3;

  private final ResultSet rows;
  private final List<ResultColumn> columns = new ArrayList<>();
  private final CellReader[] readers;
  private final CharSequence[] cells;
  private final boolean updating;

  public RowReader(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData meta = rows.getMetaData();
    updating = Protocol.isChangelog(meta);
    readers = new CellReader[meta.getColumnCount()];
    cells = new CharSequence[readers.length];
    for (int i = 0; i < readers.length; i++) {
      CellKind kind = kind(meta, i + 1);
      columns.add(new ResultColumn(meta.getColumnLabel(i + 1), kind));
      readers[i] = reader(meta, i + 1, kind);
    }
  }

  public List<ResultColumn> columns() {
    return List.copyOf(columns);
  }

  /** Whether the rows are changes, told by a first column {@code op}. */
  public boolean isUpdating() {
    return updating;
  }

  /** Waits for the next row; {@code null} after the last. The array is the same one each time. */
  public CharSequence[] next() throws SQLException {
    if (!rows.next()) {
      return null;
    }
    for (int i = 0; i < readers.length; i++) {
      cells[i] = readers[i].read(rows);
    }
    return cells;
  }

  private static CellKind kind(ResultSetMetaData meta, int column) throws SQLException {
    return switch (meta.getColumnType(column)) {
      case Types.BOOLEAN, Types.BIT -> CellKind.BOOLEAN;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> CellKind.NUMBER;
      case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC -> CellKind.NUMBER;
      case Types.DATE, Types.TIME, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          CellKind.TEMPORAL;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> CellKind.BINARY;
      case Types.ARRAY, Types.STRUCT, Types.OTHER -> CellKind.NESTED;
      default -> CellKind.TEXT;
    };
  }

  private static CellReader reader(ResultSetMetaData meta, int column, CellKind kind)
      throws SQLException {
    int type = meta.getColumnType(column);
    return switch (kind) {
      case BOOLEAN -> CellReaders.bool(column);
      case NUMBER -> number(type, column);
      case TEMPORAL -> temporal(type, column, meta);
      case BINARY -> CellReaders.binary(column);
      case TEXT -> CellReaders.text(column);
      // MAP and ROW travel as JSON text already.
      case NESTED -> type == Types.OTHER ? CellReaders.text(column) : CellReaders.nested(column);
    };
  }

  private static CellReader number(int type, int column) {
    return switch (type) {
      case Types.REAL, Types.FLOAT -> CellReaders.singleFloat(column);
      case Types.DOUBLE -> CellReaders.floating(column);
      case Types.DECIMAL, Types.NUMERIC -> CellReaders.decimal(column);
      default -> CellReaders.integer(column);
    };
  }

  private static CellReader temporal(int type, int column, ResultSetMetaData meta)
      throws SQLException {
    int digits = Math.max(0, Math.min(meta.getPrecision(column), FRACTION_DIGITS_MAX));
    return switch (type) {
      case Types.DATE -> CellReaders.date(column);
      case Types.TIME -> CellReaders.time(column, digits);
      default ->
          Protocol.instantsZone(meta, column)
              .map(zone -> CellReaders.instant(column, digits, zone.getRules()))
              .orElseGet(() -> CellReaders.timestamp(column, digits));
    };
  }
}
