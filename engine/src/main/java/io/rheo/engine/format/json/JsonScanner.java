package io.rheo.engine.format.json;

import com.fasterxml.jackson.core.JsonParser;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.DateTimes;
import io.rheo.engine.column.Words;
import io.rheo.engine.format.BadValueException;
import io.rheo.engine.format.Bytes;
import io.rheo.engine.format.json.ScanColumn.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * The fast path: scans a record from its first byte to its last wanted value, straight into the
 * columns. It expects the keys of the record before, and compares eight bytes at a time.
 *
 * <p>It gives up on what is rare: a record that is not well-formed, a value of another type than
 * its column, a column that is there twice. {@link JacksonDecoder} then decides, and words the
 * complaint. What the scanner does take, Jackson takes with the same result.
 */
final class JsonScanner {
  private static final int GIVE_UP = JsonText.BAD;
  private static final int MAX_LONG_DIGITS = 18;

  private final JsonOptions options;
  private final ScanColumn[] columns; // the wanted ones
  private final ScanColumn[] leaves; // those, and in place of a ROW its members
  private final JsonKeys keys;
  private final JsonUnescaper unescaper = new JsonUnescaper();
  private long record; // counts

  /**
   * @param columns by field of the record; {@code null} where it is not wanted
   */
  JsonScanner(JsonOptions options, JsonFields fields, ScanColumn[] columns) {
    this.options = options;
    this.columns = Arrays.stream(columns).filter(Objects::nonNull).toArray(ScanColumn[]::new);
    leaves = Arrays.stream(this.columns).flatMap(ScanColumn::leaves).toArray(ScanColumn[]::new);
    keys = new JsonKeys(fields, columns.clone());
  }

  /** Appends one entry to each wanted column; or gives up, appends nothing and returns false. */
  boolean scan(byte[] json, int offset, int end, BatchBuilder rows) {
    return scan(json, offset, end, false, rows) != GIVE_UP;
  }

  /**
   * As {@link #scan(byte[], int, int, BatchBuilder)}, of a record that ends with its line: what was
   * scanned need not be searched for the line's end.
   *
   * @param end behind a line feed; that of the record or a later one
   * @return the index of the line feed that ends the record, or a negative number
   */
  int scanLine(byte[] json, int offset, int end, BatchBuilder rows) {
    return columns.length == 0 ? GIVE_UP : scan(json, offset, end, true, rows);
  }

  private int scan(byte[] json, int offset, int end, boolean inLine, BatchBuilder rows) {
    record++;
    int before = leaves.length == 0 ? 0 : rows.column(leaves[0].target()).size();
    int stop = scanObject(json, offset, end, inLine, rows);
    if (stop == GIVE_UP) {
      for (ScanColumn column : leaves) {
        column.undo(rows, before);
      }
    }
    return stop;
  }

  /**
   * Returns the record's end.
   *
   * @param inLine whether the record ends at the first line feed, not at {@code limit}. There is
   *     none in keys that are known, in strings, numbers and words: it is not looked for in them
   */
  private int scanObject(byte[] json, int offset, int limit, boolean inLine, BatchBuilder rows) {
    int left = columns.length;
    boolean toTheEnd = options.verifyTail();
    if (left == 0 && !toTheEnd) {
      // A zero byte would make it UTF-16, which the general path refuses.
      boolean fine =
          offset + 1 < limit
              && json[offset] == '{'
              && json[offset + 1] != 0
              && JsonText.endsWithBrace(json, offset + 1, limit);
      return fine ? limit : GIVE_UP;
    }
    int end = limit;
    boolean open = inLine; // whether the record may end before `end`
    int at = offset;
    JsonKey previous = keys.start();
    while (true) {
      JsonKey key = previous.next();
      if (key == null || !key.isAt(json, at, end)) {
        end = open ? Bytes.indexOf(json, at, end, '\n') : end;
        open = false;
        key = keys.find(previous, json, at, end);
        if (key == null) {
          return scanEnd(previous, json, at, end, rows) ? end : GIVE_UP;
        }
      }
      at += key.length();
      if (at >= end) {
        return GIVE_UP;
      }
      previous = key;
      if (open && (json[at] == '{' || json[at] == '[')) {
        end = Bytes.indexOf(json, at, end, '\n');
        open = false;
      }
      ScanColumn column = key.column();
      if (column == null) {
        at = JsonText.skipValue(json, at, end);
        if (at == GIVE_UP) {
          return GIVE_UP;
        }
        continue;
      }
      if (!column.enter(record)) {
        return GIVE_UP;
      }
      at = scanValue(column, json, at, end, rows);
      if (at == GIVE_UP) {
        return GIVE_UP;
      }
      left--;
      if (left == 0 && !toTheEnd) {
        end = open ? Bytes.indexOf(json, at, end, '\n') : end;
        return JsonText.endsWithBrace(json, at, end) ? end : GIVE_UP;
      }
    }
  }

  /** The object ends here, or there is something that the scanner does not know. */
  private boolean scanEnd(JsonKey previous, byte[] json, int from, int end, BatchBuilder rows) {
    int at = JsonText.skipBlanks(json, from, end);
    if (previous == keys.start()) { // an empty object
      at = at < end && json[at] == '{' ? JsonText.skipBlanks(json, at + 1, end) : end;
    }
    if (at >= end || json[at] != '}' || !JsonText.endsAt(json, at + 1, end)) {
      return false;
    }
    for (ScanColumn column : columns) {
      if (column.isMissingIn(record)) {
        if (options.failOnMissingField() || !column.isNullable()) {
          return false;
        }
        column.appendNull(rows);
      }
    }
    return true;
  }

  /** The members of a ROW, or nothing of it. */
  private int scanMembers(ScanColumn row, byte[] json, int from, int end, BatchBuilder rows) {
    if (json[from] != '{') {
      return json[from] == 'n' ? scanWord(row, json, from, end, rows) : GIVE_UP;
    }
    int at = from;
    JsonKey previous = row.keys().start();
    while (true) {
      JsonKey key = previous.next();
      if (key == null || !key.isAt(json, at, end)) {
        key = row.keys().find(previous, json, at, end);
        if (key == null) {
          return scanEndOfMembers(row, previous, json, at, end, rows);
        }
      }
      at += key.length();
      if (at >= end) {
        return GIVE_UP;
      }
      previous = key;
      ScanColumn member = key.column();
      if (member == null) {
        at = JsonText.skipValue(json, at, end);
      } else {
        at = member.enter(record) ? scanValue(member, json, at, end, rows) : GIVE_UP;
      }
      if (at == GIVE_UP) {
        return GIVE_UP;
      }
    }
  }

  private int scanEndOfMembers(
      ScanColumn row, JsonKey previous, byte[] json, int from, int end, BatchBuilder rows) {
    int first = previous == row.keys().start() ? from + 1 : from; // an empty object
    int at = JsonText.skipBlanks(json, first, end);
    if (at >= end || json[at] != '}') {
      return GIVE_UP;
    }
    for (ScanColumn member : row.members()) {
      if (member.isMissingIn(record)) {
        if (!member.isNullable()) {
          return GIVE_UP;
        }
        member.appendNull(rows);
      }
    }
    return at + 1;
  }

  private int scanValue(ScanColumn column, byte[] json, int at, int end, BatchBuilder rows) {
    if (column.kind() == Kind.MEMBERS) {
      return scanMembers(column, json, at, end, rows);
    }
    if (column.kind() == Kind.NESTED) {
      return json[at] == 'n'
          ? scanWord(column, json, at, end, rows)
          : scanNested(column, json, at, end, rows);
    }
    return switch (json[at]) {
      case '"' -> scanString(column, json, at + 1, end, rows);
      case 't', 'f', 'n' -> scanWord(column, json, at, end, rows);
      case '{', '[' -> GIVE_UP;
      default -> scanNumber(column, json, at, end, rows);
    };
  }

  private int scanString(ScanColumn column, byte[] json, int from, int end, BatchBuilder rows) {
    int quote = JsonText.endOfPlainString(json, from, end);
    if (quote == JsonText.BAD) {
      return scanEscaped(column, json, from, end, rows);
    }
    if (column.kind() == Kind.TEXT) {
      rows.bytes(column.target()).append(json, from, quote - from);
      return quote + 1;
    }
    if (column.kind() == Kind.TIMESTAMP) {
      long millis = column.timestamp(json, from, quote);
      if (millis != DateTimes.NO_TIMESTAMP) {
        rows.longs(column.target()).append(millis);
        return quote + 1;
      }
    }
    String reason = column.scalar().append(json, from, quote, rows.column(column.target()));
    return reason == null ? quote + 1 : GIVE_UP;
  }

  private int scanEscaped(ScanColumn column, byte[] json, int from, int end, BatchBuilder rows) {
    int quote = JsonText.endOfString(json, from, end);
    if (quote == JsonText.BAD || !unescaper.unescape(json, from, quote)) {
      return GIVE_UP;
    }
    String reason =
        column
            .scalar()
            .append(unescaper.text(), 0, unescaper.length(), rows.column(column.target()));
    return reason == null ? quote + 1 : GIVE_UP;
  }

  private int scanWord(ScanColumn column, byte[] json, int from, int end, BatchBuilder rows) {
    int to = JsonText.skipWord(json, from, end);
    if (to == JsonText.BAD) {
      return GIVE_UP;
    }
    if (json[from] == 'n') {
      if (!column.isNullable()) {
        return GIVE_UP;
      }
      column.appendNull(rows);
      return to;
    }
    boolean fits = column.isBoolean() || column.kind() == Kind.TEXT;
    if (!fits) {
      return GIVE_UP;
    }
    String reason = column.scalar().append(json, from, to, rows.column(column.target()));
    return reason == null ? to : GIVE_UP;
  }

  private int scanNumber(ScanColumn column, byte[] json, int from, int end, BatchBuilder rows) {
    if (column.kind() == Kind.INT || column.kind() == Kind.LONG) {
      int to = scanWhole(column, json, from, end, rows);
      if (to != GIVE_UP) {
        return to;
      }
    } else if (!column.takesNumbers() && column.kind() != Kind.TEXT) {
      return GIVE_UP;
    }
    int to = JsonText.skipNumber(json, from, end);
    if (to == JsonText.BAD) {
      return GIVE_UP;
    }
    String reason = column.scalar().append(json, from, to, rows.column(column.target()));
    return reason == null ? to : GIVE_UP;
  }

  /** A whole number of up to 18 digits, without point and exponent. */
  private static int scanWhole(
      ScanColumn column, byte[] json, int from, int end, BatchBuilder rows) {
    boolean isNegative = json[from] == '-';
    int first = isNegative ? from + 1 : from;
    // Eight digits at once: nothing can predict how often a loop over digits runs.
    long word = Words.get(json, first);
    int count = Words.digits(word);
    if (count == 0) {
      return GIVE_UP;
    }
    long magnitude = Words.number(word, count);
    int at = first + count;
    if (count == Long.BYTES) {
      for (; at < end && json[at] >= '0' && json[at] <= '9'; at++) {
        magnitude = magnitude * 10 + (json[at] - '0'); // wrong beyond 18 digits, and not used then
      }
    }
    int digits = at - first;
    if (digits > MAX_LONG_DIGITS
        || (digits > 1 && json[first] == '0')
        || at >= end
        || !JsonText.endsValue(json[at])) {
      return GIVE_UP;
    }
    long value = isNegative ? -magnitude : magnitude;
    if (!column.isInRange(value)) {
      return GIVE_UP;
    }
    if (column.kind() == Kind.INT) {
      rows.ints(column.target()).append((int) value);
    } else {
      rows.longs(column.target()).append(value);
    }
    return at;
  }

  private int scanNested(ScanColumn column, byte[] json, int from, int end, BatchBuilder rows) {
    int to = JsonText.skipValue(json, from, end);
    if (to == JsonText.BAD) {
      return GIVE_UP;
    }
    try (JsonParser parser = Json.parser(json, from, to - from)) {
      parser.nextToken();
      rows.objects(column.target()).append(column.nested().read(parser));
      return to;
    } catch (IOException | BadValueException e) {
      return GIVE_UP; // the general path will say why
    }
  }
}
