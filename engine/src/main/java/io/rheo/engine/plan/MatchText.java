package io.rheo.engine.plan;

import io.rheo.engine.expr.ExprText;
import io.rheo.engine.option.Durations;
import io.rheo.engine.type.RowType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** {@code MATCH_RECOGNIZE} as a person reads it in EXPLAIN. */
final class MatchText {
  private final MatchSpec spec;
  private final RowType input;

  private MatchText(OrderedNode.Match match) {
    spec = match.spec();
    input = match.input().rowType();
  }

  static void add(OrderedNode.Match match, List<String> lines) {
    MatchText text = new MatchText(match);
    MatchSpec spec = match.spec();
    if (!spec.partition().isEmpty()) {
      lines.add("partition: " + names(spec.partition(), match.input().rowType()));
    }
    lines.add(
        "pattern: "
            + (spec.anchoredStart() ? "^ " : "")
            + spec.pattern().text()
            + (spec.anchoredEnd() ? " $" : "")
            + (spec.withinMillis() < 0
                ? ""
                : " within " + Durations.text(Duration.ofMillis(spec.withinMillis()))));
    spec.conditions().forEach(condition -> lines.add("define: " + text.condition(condition)));
    lines.add(spec.shown().text() + "; then " + text.skip());
  }

  private static String names(List<Integer> columns, RowType row) {
    return columns.stream().map(row::name).collect(Collectors.joining(", "));
  }

  private String condition(MatchCondition condition) {
    String test =
        new ExprText(column -> value(condition.values().get(column))).of(condition.condition());
    return variable(condition.variable()) + " = " + test;
  }

  private String variable(int number) {
    return spec.pattern().variables().get(number);
  }

  private String variables(List<Integer> numbers) {
    return numbers.isEmpty()
        ? "*"
        : numbers.stream().map(this::variable).collect(Collectors.joining("|"));
  }

  private String value(MatchValue value) {
    if (value instanceof MatchValue.RowColumn column) {
      return navigation(column.navigation(), input.name(column.column()));
    } else if (value instanceof MatchValue.Classifier classifier) {
      return navigation(classifier.navigation(), "CLASSIFIER");
    } else if (value instanceof MatchValue.Aggregate aggregate) {
      return aggregate.call().text(input::name) + " of " + variables(aggregate.variables());
    } else {
      return "MATCH_NUMBER";
    }
  }

  private String navigation(MatchValue.Navigation navigation, String column) {
    String name = variables(navigation.variables()) + "." + column;
    String found =
        !navigation.first() && navigation.offset() == 0
            ? name
            : (navigation.first() ? "FIRST(" : "LAST(") + name + ", " + navigation.offset() + ")";
    if (navigation.shift() == 0) {
      return found;
    }
    boolean back = navigation.shift() < 0;
    return (back ? "PREV(" : "NEXT(") + found + ", " + Math.abs(navigation.shift()) + ")";
  }

  private String skip() {
    return switch (spec.skip().target()) {
      case NEXT_ROW -> "from its second row on";
      case PAST_LAST_ROW -> "after its last row";
      case TO_FIRST -> "from its first row of " + variables(spec.skip().variables());
      case TO_LAST -> "from its last row of " + variables(spec.skip().variables());
    };
  }
}
