package io.rheo.engine.connector.kafka;

import io.rheo.engine.format.Format;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.Options;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which columns of a table are in a record's value and which in its key, and their formats.
 *
 * @param key what the key holds, if the table says so
 * @param keyInValue whether the value has the key's columns too ({@code 'value.fields-include' =
 *     'ALL'}); then they are read from there, and a key is only written
 * @param upserts whether a record replaces those before it with the same key, or deletes them if it
 *     has no value
 */
record RecordLayout(Part value, Optional<Part> key, boolean keyInValue, boolean upserts) {

  /**
   * A key or a value.
   *
   * @param columns indexes of columns of the table, ascending for a value
   * @param record the same columns under the names they have in the record
   * @param options the format's own
   */
  record Part(Format format, Options options, List<Integer> columns, RowType record) {

    /** For each column of the record its entry in {@code targets}, which the table's index. */
    int[] select(int[] targets) {
      return columns.stream().mapToInt(column -> targets[column]).toArray();
    }
  }

  /** Finds the format that an option names. */
  @FunctionalInterface
  interface FormatLookup {
    Format require(Options options, String key);
  }

  static RecordLayout of(TableSpec table, Options options, FormatLookup formats) {
    RecordLayout layout =
        of(table, options, formats, keyColumns(table, options), valueKey(options), false);
    layout.key().ifPresent(key -> checkInsertOnly(key, options, "key.format"));
    return layout;
  }

  /** The layout of a table of upserts: the key holds the columns of the primary key. */
  static RecordLayout ofUpserts(TableSpec table, Options options, FormatLookup formats) {
    List<Integer> keys = table.primaryKeyColumns();
    if (keys.isEmpty()) {
      throw new OptionException(
          OptionException.Kind.INVALID,
          "connector",
          "a table with connector 'upsert-kafka' needs a primary key",
          "its columns are the key of the records, by which rows replace each other",
          "add PRIMARY KEY (…) NOT ENFORCED to the columns");
    }
    options.require("key.format", "json");
    options.require("value.format", "json");
    RecordLayout layout = of(table, options, formats, keys, "value.format", true);
    checkInsertOnly(layout.key().orElseThrow(), options, "key.format");
    checkInsertOnly(layout.value(), options, "value.format");
    return layout;
  }

  private static void checkInsertOnly(Part part, Options options, String key) {
    if (part.format().updating()) {
      throw options.invalid(
          key,
          "its records say themselves what happened to a row, and here the key and the presence of"
              + " a value do",
          "use 'json', or connector 'kafka' with 'value.format' = '" + part.format().name() + "'");
    }
  }

  private static RecordLayout of(
      TableSpec table,
      Options options,
      FormatLookup formats,
      List<Integer> keys,
      String valueKey,
      boolean upserts) {
    String include = options.get("value.fields-include", "ALL").strip();
    boolean all = include.equalsIgnoreCase("ALL");
    if (!all && !include.equalsIgnoreCase("EXCEPT_KEY")) {
      throw options.invalid(
          "value.fields-include", "it must be ALL or EXCEPT_KEY", "write 'ALL' or 'EXCEPT_KEY'");
    }
    String prefix = options.get("key.fields-prefix", "");
    if (!prefix.isEmpty() && all) {
      throw options.invalid(
          "key.fields-prefix",
          "the value has the key's columns too, and there they have no prefix",
          "add 'value.fields-include' = 'EXCEPT_KEY'");
    }
    List<Integer> values = new ArrayList<>();
    for (int column = 0; column < table.columns().size(); column++) {
      if (all || !keys.contains(column)) {
        values.add(column);
      }
    }
    Part value = part(options, valueKey, formats, values, fields(table, values, ""));
    Optional<Part> key =
        keys.isEmpty()
            ? Optional.empty()
            : Optional.of(
                part(options, "key.format", formats, keys, keyRecord(table, options, keys)));
    return new RecordLayout(value, key, all, upserts);
  }

  private static String valueKey(Options options) {
    boolean isLong = options.find("value.format").isPresent();
    if (isLong && options.find("format").isPresent()) {
      throw options.invalid(
          "value.format", "the table has a 'format' too", "leave out one of the two");
    }
    return isLong ? "value.format" : "format";
  }

  private static List<Integer> keyColumns(TableSpec table, Options options) {
    Optional<String> names = options.find("key.fields");
    boolean hasFormat = options.find("key.format").isPresent();
    if (names.isEmpty()) {
      if (hasFormat) {
        options.require("key.fields", table.columns().name(0));
      }
      return List.of();
    }
    options.require("key.format", "json");
    List<Integer> columns = new ArrayList<>();
    for (String name : names.get().split(";", -1)) {
      int column = table.columns().names().indexOf(name.strip());
      if (column < 0) {
        throw options.invalid(
            "key.fields",
            "the table has no physical column '" + name.strip() + "'",
            "physical columns: " + String.join(", ", table.columns().names()));
      }
      columns.add(column);
    }
    return columns;
  }

  private static RowType keyRecord(TableSpec table, Options options, List<Integer> keys) {
    String prefix = options.get("key.fields-prefix", "");
    for (int column : keys) {
      String name = table.columns().name(column);
      if (!name.startsWith(prefix)) {
        throw options.invalid(
            "key.fields-prefix",
            "the key's column '" + name + "' does not start with it",
            "rename the column to '" + prefix + name + "', or change the prefix");
      }
    }
    return fields(table, keys, prefix);
  }

  private static RowType fields(TableSpec table, List<Integer> columns, String prefix) {
    return new RowType(
        columns.stream()
            .map(column -> table.columns().fields().get(column))
            .map(field -> new Field(field.name().substring(prefix.length()), field.type()))
            .toList());
  }

  private static Part part(
      Options options, String key, FormatLookup formats, List<Integer> columns, RowType record) {
    Format format = formats.require(options, key);
    // 'value.format' = 'json' has its options under 'value.json.', 'format' = 'json' under 'json.'.
    String prefix = key.substring(0, key.length() - "format".length()) + format.name() + ".";
    return new Part(format, options.scoped(prefix), columns, record);
  }

  /** Makes every option of the formats known, also those that only the other direction reads. */
  void checkFormats(Options options) {
    for (Part part : parts()) {
      int[] unwanted = new int[part.record().size()];
      Arrays.fill(unwanted, -1);
      part.format().decoder(part.options(), part.record(), unwanted);
      part.format().encoder(part.options(), part.record());
    }
    options.rejectUnknown();
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>(List.of(value));
    key.ifPresent(parts::add);
    return parts;
  }
}
