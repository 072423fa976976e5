package io.rheo.shell.render;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.zone.ZoneRules;
import java.util.Base64;

/** The reader for each SQL type. Each reuses one buffer, so that a row makes no garbage. */
final class CellReaders {
  private CellReaders() {}

  static CellReader bool(int column) {
    return rows -> {
      boolean value = rows.getBoolean(column);
      return rows.wasNull() ? null : Boolean.toString(value);
    };
  }

  static CellReader integer(int column) {
    StringBuilder text = new StringBuilder();
    return rows -> {
      long value = rows.getLong(column);
      text.setLength(0);
      return rows.wasNull() ? null : text.append(value);
    };
  }

  static CellReader floating(int column) {
    StringBuilder text = new StringBuilder();
    return rows -> {
      double value = rows.getDouble(column);
      if (rows.wasNull()) {
        return null;
      }
      text.setLength(0);
      DecimalDigits.append(text, value);
      return text;
    };
  }

  /**
   * FLOAT: four bytes here. Drivers that mean eight by it are read rightly too, unless a value
   * happens to be a four-byte one, whose short form then reads back as it just as well.
   */
  static CellReader singleFloat(int column) {
    StringBuilder text = new StringBuilder();
    return rows -> {
      double value = rows.getDouble(column);
      if (rows.wasNull()) {
        return null;
      }
      text.setLength(0);
      if ((float) value == value) {
        DecimalDigits.append(text, (float) value);
      } else {
        DecimalDigits.append(text, value);
      }
      return text;
    };
  }

  static CellReader decimal(int column) {
    return rows -> {
      BigDecimal value = rows.getBigDecimal(column);
      return value == null ? null : value.toPlainString();
    };
  }

  static CellReader text(int column) {
    return rows -> rows.getString(column);
  }

  // Dates and times are read as the numbers that they travel as. The classes of java.sql stand for
  // moments in the zone of this machine, which has no 02:30 on the night that summer time begins.

  static CellReader date(int column) {
    StringBuilder text = new StringBuilder();
    return rows -> {
      long days = rows.getLong(column);
      text.setLength(0);
      TemporalText.appendDate(text, days);
      return rows.wasNull() ? null : text;
    };
  }

  static CellReader time(int column, int fractionDigits) {
    StringBuilder text = new StringBuilder();
    return rows -> {
      int millisOfDay = rows.getInt(column);
      text.setLength(0);
      TemporalText.appendTime(text, millisOfDay, fractionDigits);
      return rows.wasNull() ? null : text;
    };
  }

  static CellReader timestamp(int column, int fractionDigits) {
    StringBuilder text = new StringBuilder();
    return rows -> {
      long millis = rows.getLong(column);
      text.setLength(0);
      TemporalText.appendTimestamp(text, millis, fractionDigits);
      return rows.wasNull() ? null : text;
    };
  }

  /** A moment, as the clocks of a zone showed it. */
  static CellReader instant(int column, int fractionDigits, ZoneRules zone) {
    StringBuilder text = new StringBuilder();
    return rows -> {
      long millis = rows.getLong(column);
      text.setLength(0);
      if (rows.wasNull()) {
        return null;
      }
      long offset = zone.getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * 1000L;
      TemporalText.appendTimestamp(text, millis + offset, fractionDigits);
      return text;
    };
  }

  static CellReader binary(int column) {
    return rows -> {
      byte[] value = rows.getBytes(column);
      return value == null ? null : Base64.getEncoder().encodeToString(value);
    };
  }

  static CellReader nested(int column) {
    StringBuilder text = new StringBuilder();
    return rows -> {
      Object value = rows.getObject(column);
      if (value == null) {
        return null;
      }
      text.setLength(0);
      JsonText.appendValue(text, value);
      return text;
    };
  }
}
