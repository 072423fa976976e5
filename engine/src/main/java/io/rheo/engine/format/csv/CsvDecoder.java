package io.rheo.engine.format.csv;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.format.Bytes;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.Utf8;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;

/** Decodes CSV records: every field is looked at, so that a broken record is noticed. */
final class CsvDecoder implements RecordDecoder {
  private final CsvOptions options;
  private final RowType record;
  private final int[] targets;
  private final CsvValue[] readers; // null where the column is not wanted

  private byte[] text; // where the field is: in the record, or unescaped in a buffer
  private int start;
  private int end;
  private boolean quoted;
  private byte[] unescaped = new byte[256];

  CsvDecoder(CsvOptions options, RowType record, int[] targets) {
    this.options = options;
    this.record = record;
    this.targets = targets.clone();
    readers = new CsvValue[targets.length];
    for (int i = 0; i < readers.length; i++) {
      if (targets[i] >= 0) {
        readers[i] = CsvValue.of(record.type(i), options);
      }
    }
  }

  @Override
  public boolean ignoresParseErrors() {
    return options.ignoreParseErrors();
  }

  @Override
  public int headerRecords() {
    return options.header() ? 1 : 0;
  }

  @Override
  public boolean skips(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return record.size() > 1; // with one column it is a NULL
    }
    return options.comments() && bytes[offset] == '#';
  }

  @Override
  public int endOfRecord(byte[] bytes, int from, int to, boolean last) {
    int endOfLine = Bytes.indexOf(bytes, from, to, '\n');
    if (options.quote() == CsvOptions.NONE && options.escape() == CsvOptions.NONE) {
      return endOfLine < 0 && last ? to : endOfLine;
    }
    return CsvRecords.endOfRecord(options, bytes, from, to, endOfLine, last);
  }

  /** Not where a line feed may be part of a field. */
  @Override
  public boolean linesAreRecords(byte[] bytes, int from, int to) {
    return options.escape() == CsvOptions.NONE
        && (options.quote() == CsvOptions.NONE
            || Bytes.indexOf(bytes, from, to, options.quote()) < 0);
  }

  @Override
  public String decode(byte[] bytes, int offset, int length, BatchBuilder rows) {
    int recordEnd = withoutLineEnd(bytes, offset, offset + length);
    int at = offset;
    for (int column = 0; column < readers.length; column++) {
      if (at > recordEnd) {
        return missing(column, rows);
      }
      at = nextField(bytes, at, recordEnd);
      if (at < 0) {
        return "column '" + record.name(column) + "': the quotes are not closed properly";
      }
      if (readers[column] != null) {
        String reason = append(column, rows.column(targets[column]));
        if (reason != null) {
          return "column '" + record.name(column) + "': " + reason;
        }
      }
    }
    if (at <= recordEnd) {
      return "more fields than the " + readers.length + " columns of the table";
    }
    return null;
  }

  private String append(int column, ColumnBuilder out) {
    CsvValue reader = readers[column];
    if (!quoted && reader.isNull(text, start, end)) {
      return appendNull(record.fields().get(column), out);
    }
    if (reader.isText() && !Utf8.isValid(text, start, end)) {
      return "the text is not valid UTF-8";
    }
    return reader.append(text, start, end, out);
  }

  private static String appendNull(Field field, ColumnBuilder out) {
    if (!field.type().nullable()) {
      return "it is NULL, but the column is NOT NULL";
    }
    out.appendNull();
    return null;
  }

  private String missing(int from, BatchBuilder rows) {
    if (!options.missingIsNull()) {
      return "it has " + from + " fields, the table has " + readers.length + " columns";
    }
    for (int column = from; column < readers.length; column++) {
      if (readers[column] != null) {
        String reason = appendNull(record.fields().get(column), rows.column(targets[column]));
        if (reason != null) {
          return "column '" + record.name(column) + "': " + reason;
        }
      }
    }
    return null;
  }

  /**
   * Finds the field that starts at {@code at}; returns where the next one starts, beyond the
   * record's end if there is none, or -1 if the quotes are wrong.
   */
  private int nextField(byte[] bytes, int at, int recordEnd) {
    quoted = at < recordEnd && bytes[at] == options.quote();
    if (quoted) {
      return quotedField(bytes, at + 1, recordEnd);
    }
    int to = Bytes.indexOf(bytes, at, recordEnd, options.delimiter());
    to = to < 0 ? recordEnd : to;
    if (options.escape() != CsvOptions.NONE
        && Bytes.indexOf(bytes, at, to, options.escape()) >= 0) {
      return escapedField(bytes, at, recordEnd);
    }
    text = bytes;
    start = at;
    end = to;
    return to + 1;
  }

  private int quotedField(byte[] bytes, int from, int recordEnd) {
    boolean plain = true;
    int at = from;
    while (at < recordEnd) {
      byte next = bytes[at];
      if (next == options.quote()) {
        if (at + 1 < recordEnd && bytes[at + 1] == options.quote()) {
          plain = false;
          at++;
        } else {
          break;
        }
      } else if (next == options.escape()) {
        plain = false;
        at++;
      }
      at++;
    }
    if (at >= recordEnd || (at + 1 < recordEnd && bytes[at + 1] != options.delimiter())) {
      return -1;
    }
    if (plain) {
      text = bytes;
      start = from;
      end = at;
    } else {
      unescape(bytes, from, at);
    }
    return at + 2;
  }

  private int escapedField(byte[] bytes, int from, int recordEnd) {
    int at = from;
    while (at < recordEnd && bytes[at] != options.delimiter()) {
      at += bytes[at] == options.escape() ? 2 : 1;
    }
    at = Math.min(at, recordEnd);
    unescape(bytes, from, at);
    return at + 1;
  }

  /** Copies a field without the first of two quotes and without escape characters. */
  private void unescape(byte[] bytes, int from, int to) {
    if (unescaped.length < to - from + PADDING) {
      unescaped = new byte[(to - from + PADDING) * 2];
    }
    int length = 0;
    for (int at = from; at < to; at++) {
      boolean skip =
          bytes[at] == options.escape() || (quoted && bytes[at] == options.quote() && at + 1 < to);
      if (skip && at + 1 < to) {
        at++;
      }
      unescaped[length++] = bytes[at];
    }
    text = unescaped;
    start = 0;
    end = length;
  }

  private static int withoutLineEnd(byte[] bytes, int from, int to) {
    int end = to;
    if (end > from && bytes[end - 1] == '\n') {
      end--;
    }
    if (end > from && bytes[end - 1] == '\r') {
      end--;
    }
    return end;
  }
}
