package io.rheo.engine.format.csv;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.DateTimes.TimestampStyle;
import io.rheo.engine.column.ObjectBuilder;
import io.rheo.engine.format.BadValueException;
import io.rheo.engine.format.ScalarReader;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one column's field: a single value, or a flat ARRAY or ROW with delimited elements. */
final class CsvValue {
  private final CsvOptions options;
  private final DataType type;
  private final List<ScalarReader> readers; // one; or one for each member of a ROW
  private final Pattern elementDelimiter;

  private CsvValue(CsvOptions options, DataType type, List<ScalarReader> readers) {
    this.options = options;
    this.type = type;
    this.readers = readers;
    elementDelimiter = Pattern.compile(Pattern.quote(options.elementDelimiter()));
  }

  static CsvValue of(DataType type, CsvOptions options) {
    List<DataType> parts =
        type.storage() == Storage.OBJECT
            ? type.children().stream().map(Field::type).toList()
            : List.of(type);
    return new CsvValue(
        options,
        type,
        parts.stream().map(part -> new ScalarReader(part, TimestampStyle.ANY)).toList());
  }

  /** Whether the field must be valid UTF-8; other types are ASCII and complain themselves. */
  boolean isText() {
    return switch (type.name()) {
      case CHAR, VARCHAR, ARRAY, ROW -> true;
      default -> false;
    };
  }

  /** Whether an unquoted field is NULL. */
  boolean isNull(byte[] text, int from, int to) {
    if (from == to && (options.emptyIsNull() || !isText())) {
      return true;
    }
    return options.isNullLiteral(text, from, to);
  }

  /** Appends the value; returns why not, or {@code null}. */
  String append(byte[] text, int from, int to, ColumnBuilder out) {
    if (type.storage() != Storage.OBJECT) {
      return readers.get(0).append(text, from, to, out);
    }
    try {
      ((ObjectBuilder) out).append(elements(text, from, to));
      return null;
    } catch (BadValueException e) {
      return e.getMessage();
    }
  }

  private List<Object> elements(byte[] text, int from, int to) throws BadValueException {
    List<Object> values = new ArrayList<>();
    if (from == to) {
      return values;
    }
    String all = new String(text, from, to - from, StandardCharsets.UTF_8);
    String[] parts = elementDelimiter.split(all, -1);
    boolean isRow = type.name() == TypeName.ROW;
    if (isRow && parts.length != readers.size()) {
      throw new BadValueException(
          "it has " + parts.length + " members, the ROW has " + readers.size());
    }
    for (int i = 0; i < parts.length; i++) {
      values.add(element(readers.get(isRow ? i : 0), parts[i]));
    }
    return values;
  }

  private Object element(ScalarReader reader, String part) throws BadValueException {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    if (part.isEmpty() ? options.emptyIsNull() : options.isNullLiteral(bytes, 0, bytes.length)) {
      if (!reader.type().nullable()) {
        throw new BadValueException("an element is NULL, but NOT NULL by its type");
      }
      return null;
    }
    return reader.read(bytes, 0, bytes.length);
  }
}
