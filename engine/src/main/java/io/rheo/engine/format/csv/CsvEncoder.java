package io.rheo.engine.format.csv;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.ValueText;
import io.rheo.engine.column.Words;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** Encodes rows as CSV records, with quotes only where they are needed. */
final class CsvEncoder implements RecordEncoder {
  private final CsvOptions options;
  private final RowType record;
  private final StringBuilder plain = new StringBuilder();
  private final DataType[] types;
  private final TimestampText[] timestamps;
  private final long[] special; // what makes quotes needed, each repeated in a word

  CsvEncoder(CsvOptions options, RowType record) {
    this.options = options;
    this.record = record;
    types = record.fields().stream().map(Field::type).toArray(DataType[]::new);
    timestamps = new TimestampText[types.length];
    for (int i = 0; i < types.length; i++) {
      timestamps[i] = new TimestampText(types[i].precision());
    }
    special =
        IntStream.of(options.delimiter(), options.quote(), options.escape())
            .filter(character -> character != CsvOptions.NONE)
            .mapToLong(Words::repeat)
            .toArray();
  }

  @Override
  public boolean header(ByteSink out) {
    if (!options.header()) {
      return false;
    }
    for (int column = 0; column < record.size(); column++) {
      delimit(out, column);
      byte[] name = record.name(column).getBytes(StandardCharsets.UTF_8);
      putText(name, 0, name.length, out);
    }
    return true;
  }

  @Override
  public void encode(Batch batch, int row, ByteSink out) {
    for (int i = 0; i < types.length; i++) {
      delimit(out, i);
      Column column = batch.column(i);
      if (column.isNull(row)) {
        out.put(options.nullLiteral().orElse(""));
      } else {
        putValue(column, i, row, out);
      }
    }
  }

  private void delimit(ByteSink out, int column) {
    if (column > 0) {
      out.put(options.delimiter());
    }
  }

  private void putValue(Column column, int index, int row, ByteSink out) {
    DataType type = types[index];
    switch (type.name()) {
      case BIGINT -> out.putLong(((LongColumn) column).values()[row]);
      case TINYINT, SMALLINT, INTEGER -> out.putLong(((IntColumn) column).values()[row]);
      case TIMESTAMP -> timestamps[index].put(((LongColumn) column).values()[row], out);
      case TIMESTAMP_LTZ -> {
        timestamps[index].put(((LongColumn) column).values()[row], out);
        out.put('Z');
      }
      case CHAR, VARCHAR -> {
        BytesColumn texts = (BytesColumn) column;
        putText(texts.bytes(), texts.starts()[row], texts.lengths()[row], out);
      }
      case BINARY, VARBINARY -> {
        byte[] encoded = Base64.getEncoder().encode(((BytesColumn) column).copy(row));
        putText(encoded, 0, encoded.length, out);
      }
      case ARRAY, ROW -> putElements((List<?>) BoxedValues.get(column, type, row), type, out);
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> // read back as a number, as Flink has it
          out.put(Long.toString((Long) BoxedValues.get(column, type, row)));
      default -> {
        plain.setLength(0);
        ValueText.append(plain, column, type, row);
        out.putAscii(plain);
      }
    }
  }

  private void putElements(List<?> values, DataType type, ByteSink out) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      joined.append(i == 0 ? "" : options.elementDelimiter());
      DataType element = type.children().get(type.children().size() == 1 ? 0 : i).type();
      Object value = values.get(i);
      joined.append(value == null ? options.nullLiteral().orElse("") : elementText(value, element));
    }
    byte[] bytes = joined.toString().getBytes(StandardCharsets.UTF_8);
    putText(bytes, 0, bytes.length, out);
  }

  private static String elementText(Object value, DataType type) {
    return switch (type.name()) {
      case BINARY, VARBINARY -> Base64.getEncoder().encodeToString((byte[]) value);
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> value.toString();
      case TIMESTAMP_LTZ -> ValueText.of(value, type) + "Z";
      default -> ValueText.of(value, type);
    };
  }

  private void putText(byte[] text, int start, int length, ByteSink out) {
    if (!needsQuotes(text, start, start + length)) {
      out.put(text, start, length);
      return;
    }
    if (options.quote() == CsvOptions.NONE) {
      putEscaped(text, start, start + length, out);
      return;
    }
    out.put(options.quote());
    for (int at = start; at < start + length; at++) {
      if (text[at] == options.quote()) {
        out.put(options.quote());
      } else if (text[at] == options.escape()) {
        out.put(options.escape());
      }
      out.put(text[at]);
    }
    out.put(options.quote());
  }

  private boolean needsQuotes(byte[] text, int from, int to) {
    if (from == to) {
      return options.quote() != CsvOptions.NONE; // without quotes it could be read as NULL
    }
    if (options.isNullLiteral(text, from, to) || (options.comments() && text[from] == '#')) {
      return true;
    }
    int at = from;
    while (at + Long.BYTES <= to && !hasSpecial(Words.get(text, at))) {
      at += Long.BYTES;
    }
    for (; at < to; at++) {
      byte next = text[at];
      if (next == options.delimiter()
          || next == options.quote()
          || next == options.escape()
          || next == '\n'
          || next == '\r') {
        return true;
      }
    }
    return false;
  }

  /** Whether one of eight bytes may make quotes needed: all line ends are control characters. */
  private boolean hasSpecial(long word) {
    long marks = Words.control(word);
    for (long pattern : special) {
      marks |= Words.equal(word, pattern);
    }
    return marks != 0;
  }

  private void putEscaped(byte[] text, int from, int to, ByteSink out) {
    for (int at = from; at < to; at++) {
      byte next = text[at];
      boolean lineEnd = next == '\n' || next == '\r';
      if (options.escape() == CsvOptions.NONE || lineEnd) {
        throw new OptionException(
            Kind.INVALID,
            "csv.disable-quote-character",
            "a text with a delimiter, a line end or the text of NULL cannot be written to CSV"
                + " without quotes",
            "it would be read back as something else",
            "remove 'csv.disable-quote-character', or set 'csv.field-delimiter' to a character"
                + " that no text contains");
      }
      if (next == options.delimiter() || next == options.escape()) {
        out.put(options.escape());
      }
      out.put(next);
    }
  }
}
