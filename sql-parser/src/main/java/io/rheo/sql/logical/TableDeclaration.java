package io.rheo.sql.logical;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.Column;
import io.rheo.sql.catalog.OptionPositions;
import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.catalog.TypeText;
import io.rheo.sql.catalog.Watermark;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.Position;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import io.rheo.sql.parse.OptionNode;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.parse.TableElement;
import io.rheo.sql.text.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;

/**
 * Checks a {@code CREATE TABLE}: types, names, the expressions of computed columns (over physical
 * and metadata columns) and of the watermark (over all columns).
 */
public final class TableDeclaration {
  private final SqlText text;
  private final ParsedStatement.CreateTable create;
  private final ColumnExpressions expressions;
  private final List<Column> columns = new ArrayList<>();
  private Optional<Watermark> watermark = Optional.empty();
  private List<String> primaryKey = List.of();

  public TableDeclaration(SqlText text, ParsedStatement.CreateTable create, Catalog catalog) {
    this.text = text;
    this.create = create;
    this.expressions = new ColumnExpressions(text, catalog);
  }

  /**
   * The table as declared.
   *
   * @throws SqlError if a name, type or expression is wrong
   */
  public TableDefinition check() {
    String name = SimpleNames.of(text, create.name());
    if (create.elements().isEmpty()) {
      throw Positions.error(
              text, create.name(), ErrorCode.TABLE_DECLARATION, "a table needs columns")
          .fix("declare them in parentheses: CREATE TABLE " + name + " (id BIGINT, …)");
    }
    declareColumns(name);
    for (TableElement element : create.elements()) {
      if (element instanceof TableElement.Watermark declared) {
        declareWatermark(declared, name);
      } else if (element instanceof TableElement.PrimaryKey declared) {
        declarePrimaryKey(declared);
      }
    }
    return definition(name);
  }

  private void declareColumns(String table) {
    List<Column> stored = new ArrayList<>();
    List<SqlIdentifier> seen = new ArrayList<>();
    for (TableElement element : create.elements()) {
      columnName(element).ifPresent(n -> checkNew(n, seen));
      if (element instanceof TableElement.Physical physical) {
        stored.add(
            new Column.Physical(physical.name().getSimple(), expressions.type(physical.type())));
      } else if (element instanceof TableElement.OfQuery column) {
        stored.add(new Column.Physical(column.name().getSimple(), column.type()));
      } else if (element instanceof TableElement.Metadata metadata) {
        String name = metadata.name().getSimple();
        stored.add(
            new Column.Metadata(
                name,
                expressions.type(metadata.type()),
                metadata.key().orElse(name),
                metadata.isVirtual()));
      }
    }
    addInOrder(table, stored);
  }

  private static Optional<SqlIdentifier> columnName(TableElement element) {
    if (element instanceof TableElement.Physical physical) {
      return Optional.of(physical.name());
    }
    if (element instanceof TableElement.Metadata metadata) {
      return Optional.of(metadata.name());
    }
    if (element instanceof TableElement.OfQuery column) {
      return Optional.of(column.name());
    }
    return element instanceof TableElement.Computed computed
        ? Optional.of(computed.name())
        : Optional.empty();
  }

  private void checkNew(SqlIdentifier name, List<SqlIdentifier> seen) {
    if (seen.stream().anyMatch(n -> n.getSimple().equalsIgnoreCase(name.getSimple()))) {
      throw Positions.error(
              text,
              name,
              ErrorCode.COLUMN_TWICE,
              "column '" + name.getSimple() + "' is declared twice")
          .fix("rename or remove one of them");
    }
    seen.add(name);
  }

  /** Computed columns see the stored ones only, so they are typed over those and then moved. */
  private void addInOrder(String table, List<Column> stored) {
    List<TableElement.Computed> computed =
        create.elements().stream()
            .filter(TableElement.Computed.class::isInstance)
            .map(TableElement.Computed.class::cast)
            .toList();
    List<RexNode> values =
        expressions.over(
            definition(table, stored),
            computed.stream().map(TableElement.Computed::expression).toList());
    List<String> names =
        create.elements().stream()
            .flatMap(e -> columnName(e).stream())
            .map(SqlIdentifier::getSimple)
            .toList();
    int nextStored = 0;
    int nextComputed = 0;
    for (TableElement element : create.elements()) {
      if (element instanceof TableElement.Computed c) {
        RexNode value = ColumnExpressions.move(values.get(nextComputed++), stored, names);
        columns.add(
            new Column.Computed(
                c.name().getSimple(),
                value.getType(),
                value,
                Positions.substring(text, c.expression())));
      } else if (columnName(element).isPresent()) {
        columns.add(stored.get(nextStored++));
      }
    }
  }

  private void declareWatermark(TableElement.Watermark declared, String table) {
    if (watermark.isPresent()) {
      throw Positions.error(
              text, declared.position(), ErrorCode.TABLE_DECLARATION, "a table has one watermark")
          .fix("keep one WATERMARK FOR");
    }
    int index = columnIndex(declared.column());
    Column column = columns.get(index);
    if (!RheoTypes.isTimestamp(column.type())) {
      throw Positions.error(
              text,
              declared.column(),
              ErrorCode.TYPE_MISMATCH,
              "a watermark needs a timestamp, and '"
                  + column.name()
                  + "' is "
                  + TypeText.bare(column.type()))
          .fix(
              "add a computed column, such as ts AS TO_TIMESTAMP_LTZ("
                  + column.name()
                  + ", 3), and declare the watermark for it");
    }
    RexNode value =
        expressions.over(definition(table, columns), List.of(declared.expression())).get(0);
    if (value.getType().getSqlTypeName() != column.type().getSqlTypeName()) {
      throw Positions.error(
              text,
              declared.expression(),
              ErrorCode.TYPE_MISMATCH,
              "the watermark must have the type of '"
                  + column.name()
                  + "', "
                  + TypeText.bare(column.type())
                  + ", and is "
                  + TypeText.bare(value.getType()))
          .fix("write it like " + column.name() + " - INTERVAL '5' SECOND");
    }
    watermark =
        Optional.of(
            new Watermark(
                column.name(), index, value, Positions.substring(text, declared.expression())));
  }

  private void declarePrimaryKey(TableElement.PrimaryKey declared) {
    if (!primaryKey.isEmpty()) {
      throw Positions.error(
              text, declared.position(), ErrorCode.TABLE_DECLARATION, "a table has one primary key")
          .fix("keep one PRIMARY KEY, which may have several columns");
    }
    List<String> names = new ArrayList<>();
    for (SqlIdentifier name : declared.columns()) {
      int index = columnIndex(name);
      if (!columns.get(index).isPersisted()) {
        throw Positions.error(
                text,
                name,
                ErrorCode.TABLE_DECLARATION,
                "'" + columns.get(index).name() + "' cannot be part of the primary key")
            .why("it is not stored in the record")
            .fix("use physical columns");
      }
      names.add(columns.get(index).name());
      columns.set(index, notNull(columns.get(index)));
    }
    primaryKey = names;
  }

  /** A key is never NULL, whether it was said or not. */
  private static Column notNull(Column column) {
    RelDataType type = RheoTypes.FACTORY.createTypeWithNullability(column.type(), false);
    return column instanceof Column.Physical physical
        ? new Column.Physical(physical.name(), type)
        : column;
  }

  private int columnIndex(SqlIdentifier name) {
    String wanted = name.isSimple() ? name.getSimple() : name.toString();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(wanted)) {
        return i;
      }
    }
    throw Positions.error(
            text,
            name,
            ErrorCode.COLUMN_NOT_FOUND,
            "column '" + wanted + "' not found in this table")
        .fix(
            Suggestions.didYouMean(wanted, "columns", columns.stream().map(Column::name).toList()));
  }

  private TableDefinition definition(String name) {
    Map<String, String> options = new LinkedHashMap<>();
    Map<String, Position> keys = new LinkedHashMap<>();
    Map<String, Position> values = new LinkedHashMap<>();
    for (OptionNode option : create.options()) {
      if (options.put(option.key(), option.value()) != null) {
        throw Positions.error(
                text,
                option.keyPosition(),
                ErrorCode.OPTION_TWICE,
                "option '" + option.key() + "' is given twice")
            .fix("remove one of them");
      }
      keys.put(option.key(), Positions.of(text, option.keyPosition()));
      values.put(option.key(), Positions.of(text, option.valuePosition()));
    }
    return new TableDefinition(
        name,
        columns,
        watermark,
        primaryKey,
        options,
        new OptionPositions(text.source(), keys, values),
        create.comment(),
        text);
  }

  /** A table with only columns, over which expressions can be checked. */
  private TableDefinition definition(String name, List<Column> visible) {
    return new TableDefinition(
        name,
        visible,
        Optional.empty(),
        List.of(),
        Map.of(),
        new OptionPositions(text.source(), Map.of(), Map.of()),
        Optional.empty(),
        text);
  }
}
