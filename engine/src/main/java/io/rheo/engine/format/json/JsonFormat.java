package io.rheo.engine.format.json;

import io.rheo.engine.format.Format;
import io.rheo.engine.format.MemberTarget;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.RecordEncoder;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.List;

/**
 * One JSON object a record, with Flink's options and forms. Fields are found by name: exactly, else
 * regardless of case. A missing field is NULL.
 *
 * <p>Only the wanted fields are decoded, and nothing after the last of them is read unless {@code
 * verify-tail} is set: mistakes in fields that a query does not use go unnoticed.
 */
public final class JsonFormat implements Format {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public RecordDecoder decoder(Options options, RowType record, int[] targets) {
    return decoder(options, record, targets, List.of());
  }

  @Override
  public boolean readsMembers() {
    return true;
  }

  @Override
  public RecordDecoder decoder(
      Options options, RowType record, int[] targets, List<MemberTarget> members) {
    check(record);
    return new JsonDecoder(JsonOptions.of(options), new JsonColumns(record, targets, members));
  }

  @Override
  public RecordEncoder encoder(Options options, RowType record) {
    check(record);
    return new JsonEncoder(JsonOptions.of(options), record);
  }

  /** Fails if a column has a type that does not fit into JSON. */
  static void check(RowType record) {
    record.fields().forEach(field -> check(field, field.type()));
  }

  private static void check(Field column, DataType type) {
    if (type.name() == TypeName.MAP) {
      TypeName key = type.children().get(0).type().name();
      if (key != TypeName.CHAR && key != TypeName.VARCHAR) {
        throw new OptionException(
            Kind.INVALID,
            "format",
            "column '" + column.name() + "' of type " + type + " does not fit into format 'json'",
            "the names in a JSON object are texts",
            "make the key of the MAP a STRING");
      }
    }
    type.children().forEach(child -> check(column, child.type()));
  }
}
