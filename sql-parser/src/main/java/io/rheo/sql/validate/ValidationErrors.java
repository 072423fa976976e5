package io.rheo.sql.validate;

import io.rheo.sql.catalog.TypeText;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.text.SqlText;
import io.rheo.sql.validate.RheoValidator.Visible;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Turns what Calcite's validator throws into errors with a code and advice. */
final class ValidationErrors {
  /** A message of the validator, and the error that it becomes. */
  private record Rule(Pattern message, BiFunction<Matcher, SqlParserPos, SqlError> error) {
    static Rule of(String regex, BiFunction<Matcher, SqlParserPos, SqlError> error) {
      return new Rule(Pattern.compile(regex, Pattern.DOTALL), error);
    }
  }

  private final SqlText text;
  private final CatalogSchema schema;
  private final RheoValidator validator;

  ValidationErrors(SqlText text, CatalogSchema schema, RheoValidator validator) {
    this.text = text;
    this.schema = schema;
    this.validator = validator;
  }

  SqlError explain(Refusal refusal) {
    return refusal.error().at(text.source(), Positions.of(text, refusal.position()));
  }

  SqlError explain(CalciteContextException e) {
    String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    SqlParserPos position =
        new SqlParserPos(e.getPosLine(), e.getPosColumn(), e.getEndPosLine(), e.getEndPosColumn());
    SqlError error = classify(message, position).causedBy(e);
    return e.getPosLine() == 0
        ? error.in(text.source())
        : error.at(text.source(), Positions.of(text, position));
  }

  private List<Rule> rules() {
    return List.of(
        Rule.of(
            "Column '(.*?)' not found in table '(.*?)'.*",
            (m, p) -> column(m.group(1), visible(m.group(2), p))),
        Rule.of(
            "Column '(.*?)'.*not found.*", (m, p) -> column(m.group(1), validator.visibleAt(p))),
        Rule.of("Unknown identifier '(.*)'.*", (m, p) -> type(m.group(1))),
        Rule.of("(?i)(illegal .* literal .*)", (m, p) -> literal(m.group(1))),
        Rule.of("Column '(.*)' is ambiguous", (m, p) -> ambiguous(m.group(1), p)),
        Rule.of("(?:Object|Table) '(.*?)' not found.*", (m, p) -> table(m.group(1), p)),
        Rule.of(
            "No match found for function signature (.*?)\\((.*)\\).*",
            (m, p) -> function(m.group(1), m.group(2))),
        Rule.of(
            "Cannot apply '(.*?)' to arguments of type '(.*?)'\\.\\s*(.*)",
            (m, p) -> operands(m.group(1), m.group(2), m.group(3))),
        Rule.of(
            "Expression '(.*)' is not being grouped", (m, p) -> ungrouped(unquoted(m.group(1)))),
        Rule.of(
            "Invalid number of arguments to function '(.*?)'.*",
            (m, p) ->
                SqlError.of(
                    ErrorCode.WRONG_ARGUMENTS, "wrong number of arguments for " + m.group(1))));
  }

  private SqlError classify(String message, SqlParserPos position) {
    for (Rule rule : rules()) {
      Matcher matcher = rule.message().matcher(message);
      if (matcher.matches()) {
        return rule.error().apply(matcher, position);
      }
    }
    return MisplacedRules.explain(message).orElseGet(() -> other(message));
  }

  private SqlError ambiguous(String name, SqlParserPos position) {
    String choices = qualified(name, position);
    if (choices.isEmpty()) {
      return SqlError.of(
              ErrorCode.COLUMN_AMBIGUOUS,
              "'" + name + "' is the name of more than one item of the SELECT list")
          .fix("give them different names, or write the number of the item");
    }
    return SqlError.of(
            ErrorCode.COLUMN_AMBIGUOUS, "column '" + name + "' is in more than one table")
        .fix("say which one: " + choices);
  }

  private static SqlError type(String name) {
    return SqlError.of(ErrorCode.TYPE_NOT_FOUND, "type '" + name + "' not found")
        .fix(Suggestions.didYouMean(name, "types", TypeText.names()));
  }

  private static SqlError literal(String message) {
    return SqlError.of(ErrorCode.BAD_LITERAL, uncapitalised(message));
  }

  private static SqlError ungrouped(String expression) {
    return SqlError.of(ErrorCode.NOT_GROUPED, "'" + expression + "' is not in GROUP BY")
        .why("a group has many rows, and so many values of it")
        .fix("add it to GROUP BY, or aggregate it, such as MAX(" + expression + ")");
  }

  private SqlError other(String message) {
    String what = uncapitalised(message);
    ErrorCode code = ErrorCode.INVALID_QUERY;
    if (message.contains("ggregate expression")) {
      code = ErrorCode.MISPLACED_AGGREGATE;
    } else if (message.contains("dynamic parameter")) {
      code = ErrorCode.PARAMETER_TYPE;
    } else if (message.contains("type")) {
      code = ErrorCode.TYPE_MISMATCH;
    } else if (message.contains("Duplicate column")) {
      code = ErrorCode.COLUMN_TWICE;
    }
    SqlError error = SqlError.of(code, what.replaceAll("\\.?\\s*$", ""));
    return code == ErrorCode.PARAMETER_TYPE ? error.fix("tell its type: CAST(? AS BIGINT)") : error;
  }

  private SqlError notInFrom(String table, SqlParserPos position) {
    List<String> there = validator.visibleAt(position).stream().map(Visible::name).toList();
    SqlError error =
        SqlError.of(ErrorCode.TABLE_NOT_FOUND, "table '" + table + "' is not in FROM of this query")
            .fix("join it, or use the columns of " + String.join(", ", there));
    return validator.hasHalfJoins()
        ? error.why("of SEMI and ANTI joins only the left side is")
        : error;
  }

  private List<Visible> visible(String name, SqlParserPos position) {
    return validator.visibleAt(position).stream()
        .filter(v -> v.name().equalsIgnoreCase(name))
        .toList();
  }

  private SqlError column(String name, List<Visible> visible) {
    List<String> columns = visible.stream().flatMap(v -> v.columns().stream()).distinct().toList();
    String where = visible.size() == 1 ? " in " + describe(visible.get(0).name()) : "";
    return SqlError.of(ErrorCode.COLUMN_NOT_FOUND, "column '" + name + "' not found" + where)
        .fix(Suggestions.didYouMean(name, "columns", columns));
  }

  private String describe(String name) {
    boolean inCatalog = schema.names().stream().anyMatch(name::equalsIgnoreCase);
    if (name.startsWith("EXPR$")) {
      return "the sub-query";
    }
    return inCatalog ? "table '" + name + "'" : "'" + name + "'";
  }

  private String qualified(String name, SqlParserPos position) {
    return String.join(
        " or ",
        validator.visibleAt(position).stream()
            .filter(v -> v.columns().stream().anyMatch(name::equalsIgnoreCase))
            .map(v -> v.name() + "." + name)
            .toList());
  }

  private SqlError table(String name, SqlParserPos position) {
    String written =
        text.substring(
            position.getLineNum(),
            position.getColumnNum(),
            position.getEndLineNum(),
            position.getEndColumnNum());
    if (written.startsWith(name + ".") && !schema.names().contains(name)) {
      return SqlError.of(ErrorCode.NAME_QUALIFIED, "'" + written + "' has more than one part")
          .why("there is one catalog, without databases or schemas in it")
          .fix("write " + written.substring(written.lastIndexOf('.') + 1));
    }
    Optional<String> job = SystemTables.lateOf(name);
    if (job.isPresent()) {
      return SqlError.of(ErrorCode.TABLE_NOT_FOUND, "no job '" + job.get() + "' was started")
          .fix(Suggestions.didYouMean(job.get(), "jobs", schema.jobs()));
    }
    String wanted = SystemTables.errorsOf(name).orElse(name);
    if (schema.names().stream().anyMatch(wanted::equalsIgnoreCase)) {
      return notInFrom(wanted, position);
    }
    return SqlError.of(ErrorCode.TABLE_NOT_FOUND, "table '" + wanted + "' not found")
        .fix(Suggestions.didYouMean(wanted, "tables", schema.names()));
  }

  private static SqlError function(String name, String types) {
    var known = RheoOperators.instance().functionNames();
    String upper = name.toUpperCase(Locale.ROOT);
    if (known.contains(upper)) {
      return SqlError.of(
          ErrorCode.WRONG_ARGUMENTS,
          "function " + upper + " does not take (" + friendly(types) + ")");
    }
    String guess =
        Suggestions.nearest(upper, known).map(n -> "did you mean '" + n + "'?").orElse("");
    return SqlError.of(ErrorCode.FUNCTION_NOT_FOUND, "function '" + name + "' not found")
        .fix(guess);
  }

  private static SqlError operands(String operator, String types, String forms) {
    String given = types.replaceAll("(?s)^\\w+\\((.*)\\)$", "$1").replaceAll("(?s)^.*?<", "<");
    return SqlError.of(
            ErrorCode.WRONG_ARGUMENTS,
            "'"
                + operator
                + "' cannot be applied to "
                + friendly(given.replace("<", "").replace(">", "")))
        .why(
            forms
                .replaceAll("\\s+", " ")
                .replace("Supported form(s):", "it takes the form")
                .strip())
        .fix("CAST one of them");
  }

  private static String friendly(String types) {
    return types.replaceAll("CHARACTER SET \\S+|COLLATE \\S+", "").replaceAll("\\s+", " ").strip();
  }

  private static String unquoted(String expression) {
    return expression.replace("`", "").replaceAll("^\\w+\\.(\\w+)$", "$1");
  }

  /** Like ours, which begin with a small letter; a keyword at the start keeps its capitals. */
  private static String uncapitalised(String message) {
    boolean keyword = message.length() > 1 && Character.isUpperCase(message.charAt(1));
    return keyword
        ? message
        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
