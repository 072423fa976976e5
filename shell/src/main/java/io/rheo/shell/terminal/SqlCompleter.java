package io.rheo.shell.terminal;

import io.rheo.shell.terminal.LiveCatalog.Column;
import io.rheo.shell.terminal.LiveCatalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Proposes what fits at the cursor: tables after {@code FROM} and its like, jobs after {@code JOB},
 * the columns of a table after {@code name.}, else columns of the statement's tables, functions and
 * keywords.
 */
final class SqlCompleter implements Completer {
  private static final Set<String> BEFORE_TABLE =
      Set.of("FROM", "JOIN", "INTO", "TABLE", "VIEW", "DESCRIBE", "UPDATE", "\\D", ".SCHEMA");
  private static final int SORT_COLUMNS = 0;
  private static final int SORT_TABLES = 1;
  private static final int SORT_FUNCTIONS = 2;
  private static final int SORT_KEYWORDS = 3;

  private final LiveCatalog catalog;

  SqlCompleter(LiveCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String text = line.line();
    int wordStart = line.cursor() - line.wordCursor();
    if (ShellCommand.isCommand(text) && text.substring(0, wordStart).isBlank()) {
      ShellCommand.NAMES.forEach(name -> candidates.add(candidate(name, "command", "", 0)));
      return;
    }
    List<SqlToken> before = SqlToken.read(text.substring(0, wordStart));
    SqlToken last = before.isEmpty() ? null : before.get(before.size() - 1);
    if (last != null && last.is(text, ".")) {
      String qualifier = before.size() > 1 ? before.get(before.size() - 2).text(text) : "";
      Table table = table(qualifier, text);
      List<Table> sources = table == null ? columnSources(text) : List.of(table);
      sources.forEach(source -> addColumns(source, candidates));
    } else if (expectsTable(text, wordStart, last)) {
      addTables(candidates);
    } else if (last != null && last.is(text, "JOB")) {
      catalog.jobs().forEach(job -> candidates.add(candidate(job.name(), "jobs", job.state(), 0)));
    } else {
      columnSources(text).forEach(table -> addColumns(table, candidates));
      addTables(candidates);
      Vocabulary.functions()
          .forEach(name -> candidates.add(candidate(name, "functions", "", SORT_FUNCTIONS)));
      Vocabulary.keywords()
          .forEach(name -> candidates.add(candidate(name, "keywords", "", SORT_KEYWORDS)));
    }
  }

  private static boolean expectsTable(String text, int wordStart, SqlToken last) {
    if (ShellCommand.isCommand(text)) {
      String command = text.substring(0, wordStart).strip();
      return BEFORE_TABLE.contains(command.toUpperCase(Locale.ROOT));
    }
    return last != null && BEFORE_TABLE.contains(last.text(text).toUpperCase(Locale.ROOT));
  }

  private void addTables(List<Candidate> candidates) {
    for (Table table : catalog.tables().values()) {
      String kind = table.kind() == null ? "" : table.kind().toLowerCase(Locale.ROOT);
      candidates.add(candidate(table.name(), "tables", kind, SORT_TABLES));
    }
  }

  private static void addColumns(Table table, List<Candidate> candidates) {
    for (Column column : table.columns()) {
      candidates.add(candidate(column.name(), "columns", column.type(), SORT_COLUMNS));
    }
  }

  /** The table of that name, or the one that the statement gives the alias to. */
  private Table table(String nameOrAlias, String text) {
    Map<String, Table> tables = catalog.tables();
    Table named = tables.get(nameOrAlias.toLowerCase(Locale.ROOT));
    if (named != null) {
      return named;
    }
    List<SqlToken> tokens = SqlToken.read(text);
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i).is(text, nameOrAlias)) {
        boolean as = i > 1 && tokens.get(i - 1).is(text, "AS");
        Table table =
            tables.get(tokens.get(as ? i - 2 : i - 1).text(text).toLowerCase(Locale.ROOT));
        if (table != null) {
          return table;
        }
      }
    }
    return null;
  }

  /** The tables that the statement mentions; all of them while it has none: FROM comes late. */
  private List<Table> columnSources(String text) {
    Map<String, Table> tables = catalog.tables();
    List<Table> mentioned = new ArrayList<>();
    for (SqlToken token : SqlToken.read(text)) {
      Table table = tables.get(token.text(text).toLowerCase(Locale.ROOT));
      if (table != null && !mentioned.contains(table)) {
        mentioned.add(table);
      }
    }
    return mentioned.isEmpty() ? List.copyOf(tables.values()) : mentioned;
  }

  private static Candidate candidate(String value, String group, String description, int sort) {
    String shown = description == null || description.isEmpty() ? null : description;
    return new Candidate(value, value, group, shown, null, null, false, sort);
  }
}
