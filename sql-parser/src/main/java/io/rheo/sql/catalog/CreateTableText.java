package io.rheo.sql.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders a table's definition as a statement. */
final class CreateTableText {
  private final TableDefinition table;

  CreateTableText(TableDefinition table) {
    this.table = table;
  }

  @Override
  public String toString() {
    List<String> elements = new ArrayList<>();
    table.columns().forEach(column -> elements.add(column(column)));
    table
        .watermark()
        .ifPresent(w -> elements.add("WATERMARK FOR " + name(w.column()) + " AS " + w.sql()));
    if (!table.primaryKey().isEmpty()) {
      elements.add(
          table.primaryKey().stream()
              .map(CreateTableText::name)
              .collect(Collectors.joining(", ", "PRIMARY KEY (", ") NOT ENFORCED")));
    }
    return "CREATE TABLE "
        + name(table.name())
        + " (\n  "
        + String.join(",\n  ", elements)
        + "\n)"
        + table.comment().map(c -> "\nCOMMENT " + Names.literal(c)).orElse("")
        + options(table.options());
  }

  private static String column(Column column) {
    if (column instanceof Column.Computed computed) {
      return name(computed.name()) + " AS " + computed.sql();
    }
    String declared = name(column.name()) + " " + TypeText.of(column.type());
    if (column instanceof Column.Metadata metadata) {
      String from =
          metadata.key().equals(metadata.name()) ? "" : " FROM " + Names.literal(metadata.key());
      return declared + " METADATA" + from + (metadata.isVirtual() ? " VIRTUAL" : "");
    }
    return declared;
  }

  private static String options(Map<String, String> options) {
    return options.isEmpty()
        ? ""
        : options.entrySet().stream()
            .map(e -> Names.literal(e.getKey()) + " = " + Names.literal(e.getValue()))
            .collect(Collectors.joining(",\n  ", "\nWITH (\n  ", "\n)"));
  }

  private static String name(String name) {
    return Names.quoteIfNeeded(name);
  }
}
