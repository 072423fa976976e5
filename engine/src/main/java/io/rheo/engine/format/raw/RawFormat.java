package io.rheo.engine.format.raw;

import io.rheo.engine.format.Format;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/**
 * A record is one value as plain bytes: a text, bytes, a BOOLEAN of one byte, or a number of as
 * many bytes as its type has. An empty record of a type other than text and bytes is NULL.
 */
public final class RawFormat implements Format {
  @Override
  public String name() {
    return "raw";
  }

  @Override
  public RecordDecoder decoder(Options options, RowType record, int[] targets) {
    DataType type = onlyColumn(record).type();
    return new RawDecoder(type, charset(options), byteOrder(options), targets[0]);
  }

  @Override
  public RecordEncoder encoder(Options options, RowType record) {
    DataType type = onlyColumn(record).type();
    return new RawEncoder(type, charset(options), byteOrder(options));
  }

  private static Field onlyColumn(RowType record) {
    if (record.size() != 1) {
      throw unfit(
          "format 'raw' needs a table of one column, this one has " + record.size(),
          "a record in this format is a single value");
    }
    Field field = record.fields().get(0);
    return switch (field.type().name()) {
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          FLOAT,
          DOUBLE,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY ->
          field;
      case DECIMAL,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_LTZ,
          INTERVAL_YEAR_MONTH,
          INTERVAL_DAY_TIME,
          ARRAY,
          MAP,
          ROW ->
          throw unfit(
              "column '" + field.name() + "' of type " + field.type() + " does not fit into 'raw'",
              "this format has texts, bytes, booleans, and numbers except DECIMAL");
    };
  }

  private static OptionException unfit(String what, String why) {
    return new OptionException(Kind.INVALID, "format", what, why, "use 'format' = 'csv' or 'json'");
  }

  private static Charset charset(Options options) {
    String name = options.get("charset", "UTF-8").strip();
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) { // no such charset, or no such name
      throw options.invalid(
          "charset", "there is no such character set", "write for example 'ISO-8859-1'");
    }
  }

  private enum Endianness {
    BIG_ENDIAN,
    LITTLE_ENDIAN
  }

  private static ByteOrder byteOrder(Options options) {
    return switch (options.getChoice("endianness", Endianness.class, Endianness.BIG_ENDIAN)) {
      case BIG_ENDIAN -> ByteOrder.BIG_ENDIAN;
      case LITTLE_ENDIAN -> ByteOrder.LITTLE_ENDIAN;
    };
  }
}
