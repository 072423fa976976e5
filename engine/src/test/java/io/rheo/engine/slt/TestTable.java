package io.rheo.engine.slt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test's {@code CREATE TABLE}, as far as DuckDB needs to know it: the columns that hold data.
 * Read here and not asked of the engine, so that the oracle owes it nothing.
 *
 * @param key the columns of the primary key, if there is one
 */
record TestTable(String name, List<Column> columns, List<Integer> key) {
  private static final Pattern KEY = Pattern.compile("(?i)PRIMARY\\s+KEY\\s*\\(([^)]*)\\)");
  private static final Pattern HEAD =
      Pattern.compile("(?is)^\\s*CREATE\\s+TABLE\\s+(\\S+?)\\s*\\((.*)\\)\\s*;?\\s*$");
  private static final Pattern COLUMN =
      Pattern.compile("(?is)^([`\"]?)([^`\"\\s]+)\\1\\s+(.+?)(\\s+(NOT\\s+)?NULL)?$");
  private static final Pattern NO_DATA =
      Pattern.compile(
          "(?is)^(WATERMARK|PRIMARY|CONSTRAINT)\\s.*|^\\S+\\s+AS\\s.*|.*\\sMETADATA\\b.*");

  /** A column with its type as Rheo spells it. */
  record Column(String name, String type) {}

  static TestTable parse(String ddl) {
    String withoutComments = ddl.replaceAll("--[^\n]*", "");
    Matcher head = HEAD.matcher(withoutComments);
    if (!head.matches()) {
      throw new IllegalArgumentException("not a CREATE TABLE without WITH: " + ddl);
    }
    List<Column> columns = new ArrayList<>();
    for (String item : splitAtCommas(head.group(2))) {
      Matcher column = COLUMN.matcher(item);
      if (!NO_DATA.matcher(item).matches() && column.matches()) {
        columns.add(new Column(column.group(2), column.group(3).toUpperCase(Locale.ROOT)));
      }
    }
    return new TestTable(head.group(1).replaceAll("[`\"]", ""), columns, key(columns, ddl));
  }

  private static List<Integer> key(List<Column> columns, String ddl) {
    Matcher key = KEY.matcher(ddl);
    List<String> names = columns.stream().map(Column::name).toList();
    return key.find()
        ? Arrays.stream(key.group(1).split(",")).map(String::strip).map(names::indexOf).toList()
        : List.of();
  }

  private static List<String> splitAtCommas(String text) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '<') {
        depth++;
      } else if (c == ')' || c == '>') {
        depth--;
      } else if (c == ',' && depth == 0) {
        items.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    items.add(text.substring(from).strip());
    return items;
  }
}
