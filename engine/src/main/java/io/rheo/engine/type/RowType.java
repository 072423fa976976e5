package io.rheo.engine.type;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of a stream or table, in order. Names need not be unique. */
public record RowType(List<Field> fields) {
  public RowType {
    fields = List.copyOf(fields);
  }

  public static RowType of(Field... fields) {
    return new RowType(List.of(fields));
  }

  public int size() {
    return fields.size();
  }

  public DataType type(int column) {
    return fields.get(column).type();
  }

  public String name(int column) {
    return fields.get(column).name();
  }

  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /** The columns with these indexes, in the order given. */
  public RowType select(int... columns) {
    return new RowType(Arrays.stream(columns).mapToObj(fields::get).toList());
  }

  /** As a person reads it: {@code (symbol VARCHAR, price DOUBLE NOT NULL)}. */
  @Override
  public String toString() {
    return fields.stream()
        .map(field -> field.name() + " " + field.type())
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
