package io.rheo.engine.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.format.BadValueException;
import io.rheo.engine.format.Utf8;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes any JSON record with Jackson: the general path, and the definition of what the fast one
 * must answer.
 */
final class JacksonDecoder {
  private static final String CUT_OFF = "it is cut off: the JSON object is not closed";

  static final String NOT_UTF8 = "it is not valid UTF-8";

  private final JsonOptions options;
  private final RowType record;
  private final int[] targets;
  private final int[][] memberTargets; // null but for columns of which some members are wanted
  private final JsonFields fields;
  private final JsonValueReader[] readers; // null where the column is not wanted
  private final int wanted;
  private final Object[] values;
  private final boolean[] seen;
  private int column; // of the record, whose value is being read; -1: none

  JacksonDecoder(JsonOptions options, RowType record, int[] targets) {
    this(options, JsonColumns.whole(record, targets));
  }

  JacksonDecoder(JsonOptions options, JsonColumns columns) {
    this.options = options;
    record = columns.record();
    targets = columns.targets().clone();
    memberTargets = new int[targets.length][];
    fields = new JsonFields(record.fields());
    readers = new JsonValueReader[targets.length];
    values = new Object[targets.length];
    seen = new boolean[targets.length];
    int count = 0;
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] >= 0) {
        readers[i] = new JsonValueReader(record.type(i), options.timestampStyle());
        count++;
      } else if (columns.hasMembers(i)) {
        memberTargets[i] = columns.memberTargets(i);
        readers[i] =
            new JsonValueReader(record.type(i), memberTargets[i], options.timestampStyle());
        count++;
      }
    }
    wanted = count;
  }

  /** As {@code RecordDecoder.decode}, but appends nothing if the record is bad. */
  String decode(byte[] bytes, int offset, int length, BatchBuilder rows) {
    if (length >= 2 && startsAsOtherEncoding(bytes[offset], bytes[offset + 1])) {
      return NOT_UTF8;
    }
    column = -1;
    Arrays.fill(seen, false);
    int end = offset + length;
    try (JsonParser parser = Json.parser(bytes, offset, length)) {
      int readTo = end;
      if (readObject(parser)) {
        readTo = offset + (int) parser.currentLocation().getByteOffset();
        if (!JsonText.endsWithBrace(bytes, readTo, end)) {
          return CUT_OFF;
        }
      }
      if (!Utf8.isValid(bytes, offset, readTo)) { // Jackson is not strict
        return NOT_UTF8;
      }
      for (column = 0; column < readers.length; column++) {
        if (readers[column] != null && !seen[column]) {
          values[column] = missing();
        }
      }
    } catch (BadValueException e) {
      return column < 0 ? e.getMessage() : complaint(e.getMessage());
    } catch (JsonProcessingException e) {
      return Utf8.isValid(bytes, offset, end) ? complaint(e) : NOT_UTF8;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    append(rows);
    return null;
  }

  /** Returns whether there is a tail that was not read. */
  private boolean readObject(JsonParser parser) throws IOException, BadValueException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw new BadValueException(
          first == null
              ? "it is empty"
              : "a JSON object is expected, this is a " + JsonValueReader.described(first));
    }
    int missing = wanted;
    while (missing > 0 || options.verifyTail()) {
      if (parser.nextToken() == JsonToken.END_OBJECT) {
        if (parser.nextToken() != null) {
          throw new BadValueException("there is something after the JSON object");
        }
        return false;
      }
      int found = fields.find(parser.currentName());
      parser.nextToken();
      if (found < 0 || readers[found] == null) {
        parser.skipChildren();
        continue;
      }
      column = found;
      values[found] = readers[found].read(parser);
      column = -1;
      missing -= seen[found] ? 0 : 1;
      seen[found] = true;
    }
    return true;
  }

  private Object missing() throws BadValueException {
    if (options.failOnMissingField()) {
      throw new BadValueException("the field is missing");
    }
    return readers[column].checkedNull();
  }

  /** Jackson would read such records as UTF-16 or UTF-32. */
  static boolean startsAsOtherEncoding(byte first, byte second) {
    return first == 0 || second == 0 || (first & 0xFE) == 0xFE;
  }

  static String complaint(JsonProcessingException e) {
    long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
    return "it is not JSON at byte " + Math.max(at, 0) + ": " + e.getOriginalMessage();
  }

  private String complaint(String reason) {
    return "column '" + record.name(column) + "': " + reason;
  }

  private void append(BatchBuilder rows) {
    for (int i = 0; i < readers.length; i++) {
      if (memberTargets[i] != null) {
        appendMembers(memberTargets[i], (List<?>) values[i], rows);
      } else if (readers[i] != null) {
        BoxedValues.append(rows.column(targets[i]), values[i]);
      }
      values[i] = null;
    }
  }

  private static void appendMembers(int[] targets, List<?> row, BatchBuilder rows) {
    for (int member = 0; member < targets.length; member++) {
      if (targets[member] >= 0) {
        Object value = row == null ? null : row.get(member);
        BoxedValues.append(rows.column(targets[member]), value);
      }
    }
  }
}
