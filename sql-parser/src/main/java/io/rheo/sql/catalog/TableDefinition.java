package io.rheo.sql.catalog;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.Position;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.ObjectKind;
import io.rheo.sql.text.SqlText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/**
 * A table as declared: no connector has looked at it.
 *
 * @param columns in the order declared; this order is the table's full row type
 * @param primaryKey column names; not enforced, empty if there is none
 * @param options the {@code WITH} clause in the order written; empty for a table that Rheo stores
 *     itself
 * @param text the statement that declared it
 */
public record TableDefinition(
    String name,
    List<Column> columns,
    Optional<Watermark> watermark,
    List<String> primaryKey,
    Map<String, String> options,
    OptionPositions optionPositions,
    Optional<String> comment,
    SqlText text)
    implements CatalogObject {
  public TableDefinition {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.TABLE;
  }

  /** The statement that declared it, with variables replaced. */
  public String sql() {
    return text.text();
  }

  /** All columns, with computed and metadata ones. */
  public RelDataType rowType() {
    return rowType(columns);
  }

  /** The columns that {@code INSERT INTO} fills, in order. */
  public List<Column> persistedColumns() {
    return columns.stream().filter(Column::isPersisted).toList();
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** The place of a column in the full row type; letter case does not count. */
  public OptionalInt columnIndex(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(column)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Where an option's key stands in the user's file. */
  public Optional<Position> optionPosition(String key) {
    return Optional.ofNullable(optionPositions.keys().get(key));
  }

  /** Where an option's value stands in the user's file. */
  public Optional<Position> optionValuePosition(String key) {
    return Optional.ofNullable(optionPositions.values().get(key));
  }

  /** An error about the key of an option, such as an unknown one. */
  public SqlError error(ErrorCode code, String optionKey, String what, String why, String fix) {
    return error(code, optionPosition(optionKey), what, why, fix);
  }

  /** An error about the value of an option. */
  public SqlError valueError(
      ErrorCode code, String optionKey, String what, String why, String fix) {
    return error(code, optionValuePosition(optionKey), what, why, fix);
  }

  private SqlError error(
      ErrorCode code, Optional<Position> position, String what, String why, String fix) {
    SqlError error = SqlError.of(code, what).why(why).fix(fix);
    return position
        .map(p -> error.at(optionPositions.source(), p))
        .orElseGet(() -> error.in(optionPositions.source()));
  }

  /** The {@code CREATE TABLE} statement for this table, laid out one column a line. */
  public String createStatement() {
    return new CreateTableText(this).toString();
  }

  /** The row type of some columns. */
  public static RelDataType rowType(List<? extends Column> columns) {
    RelDataTypeFactory.Builder builder = RheoTypes.FACTORY.builder();
    columns.forEach(column -> builder.add(column.name(), column.type()));
    return builder.build();
  }
}
