package io.rheo.server.avatica;

import io.rheo.engine.Session.TableInfo;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.TypeName;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta.CursorFactory;
import org.apache.calcite.avatica.Meta.Frame;
import org.apache.calcite.avatica.Meta.MetaResultSet;
import org.apache.calcite.avatica.Meta.Pat;
import org.apache.calcite.avatica.Meta.Signature;
import org.apache.calcite.avatica.Meta.StatementType;
import org.apache.calcite.avatica.MetaImpl.MetaCatalog;
import org.apache.calcite.avatica.MetaImpl.MetaColumn;
import org.apache.calcite.avatica.MetaImpl.MetaSchema;
import org.apache.calcite.avatica.MetaImpl.MetaTable;
import org.apache.calcite.avatica.MetaImpl.MetaTableType;
import org.apache.calcite.avatica.MetaImpl.MetaTypeInfo;

/**
 * What {@code DatabaseMetaData} asks for, in the columns and the order that JDBC lays down. Names
 * have one part in Rheo, so there are no catalogs and no schemas.
 */
final class CatalogRows {
  private final String connectionId;
  private final ClientConnection connection;

  CatalogRows(String connectionId, ClientConnection connection) {
    this.connectionId = connectionId;
    this.connection = connection;
  }

  MetaResultSet tables(String catalog, Pat schema, Pat table, List<String> types) {
    List<Object> rows = new ArrayList<>();
    matching(catalog, schema, table).stream()
        .filter(info -> types == null || types.contains(info.kind()))
        .sorted(Comparator.comparing(TableInfo::kind).thenComparing(TableInfo::name))
        .forEach(
            info ->
                rows.add(
                    Arrays.asList(
                        null,
                        null,
                        info.name(),
                        info.kind(),
                        info.comment().orElse(null),
                        null,
                        null,
                        null,
                        null,
                        null)));
    return result(MetaTable.class, rows);
  }

  private List<TableInfo> matching(String catalog, Pat schema, Pat table) {
    boolean named = (catalog != null && !catalog.isEmpty()) || !NamePattern.matches(schema, "");
    return named
        ? List.of()
        : connection.session().tables().stream()
            .filter(info -> NamePattern.matches(table, info.name()))
            .toList();
  }

  MetaResultSet columns(String catalog, Pat schema, Pat table, Pat column) {
    List<Object> rows = new ArrayList<>();
    matching(catalog, schema, table).stream()
        .sorted(Comparator.comparing(TableInfo::name))
        .forEach(
            info -> {
              List<Field> fields = info.columns().fields();
              for (int i = 0; i < fields.size(); i++) {
                if (NamePattern.matches(column, fields.get(i).name())) {
                  rows.add(column(info.name(), i + 1, fields.get(i)));
                }
              }
            });
    return result(MetaColumn.class, rows);
  }

  private static List<Object> column(String table, int position, Field field) {
    DataType type = field.type();
    boolean exact = type.name() == TypeName.DECIMAL;
    boolean text = type.name() == TypeName.VARCHAR || type.name() == TypeName.CHAR;
    return Arrays.asList(
        null,
        null,
        table,
        field.name(),
        ColumnTypes.jdbcType(type),
        ColumnTypes.typeName(type),
        ColumnTypes.precision(type),
        null,
        exact ? type.scale() : null,
        exact ? Integer.valueOf(10) : null,
        type.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        null,
        null,
        null,
        null,
        text ? type.precision() : null,
        position,
        type.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  MetaResultSet schemas() {
    return result(MetaSchema.class, List.of());
  }

  MetaResultSet catalogs() {
    return result(MetaCatalog.class, List.of());
  }

  MetaResultSet tableTypes() {
    return result(
        MetaTableType.class,
        List.of(List.of("MATERIALIZED VIEW"), List.of("TABLE"), List.of("VIEW")));
  }

  MetaResultSet typeInfo() {
    List<Object> rows =
        Arrays.stream(TypeName.values())
            .filter(name -> name != TypeName.ARRAY && name != TypeName.MAP && name != TypeName.ROW)
            .map(DataType::of)
            .sorted(Comparator.comparing(ColumnTypes::jdbcType))
            .map(CatalogRows::typeRow)
            .toList();
    return result(MetaTypeInfo.class, rows);
  }

  private static Object typeRow(DataType type) {
    int jdbc = ColumnTypes.jdbcType(type);
    boolean quoted = jdbc == Types.CHAR || jdbc == Types.VARCHAR;
    boolean exact = type.name() == TypeName.DECIMAL;
    return Arrays.asList(
        type.name().name(),
        jdbc,
        exact ? Integer.valueOf(38) : Integer.valueOf(ColumnTypes.precision(type)),
        quoted ? "'" : null,
        quoted ? "'" : null,
        null,
        (short) DatabaseMetaData.typeNullable,
        quoted,
        (short) DatabaseMetaData.typeSearchable,
        false,
        false,
        false,
        type.name().name(),
        (short) 0,
        exact ? Short.valueOf((short) 38) : Short.valueOf((short) 0),
        null,
        null,
        10);
  }

  private MetaResultSet result(Class<?> shape, List<Object> rows) {
    List<ColumnMetaData> columns = RheoMeta.columnsOf(shape);
    Signature signature =
        Signature.create(columns, "", List.of(), CursorFactory.LIST, StatementType.SELECT);
    int id = connection.create(Optional.empty()).id();
    return MetaResultSet.create(connectionId, id, true, signature, new Frame(0, true, rows));
  }
}
