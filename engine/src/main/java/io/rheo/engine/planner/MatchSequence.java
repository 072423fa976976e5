package io.rheo.engine.planner;

import io.rheo.engine.plan.MatchPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * A pattern that is a sequence of variables with quantifiers, which Flink has too; these match as
 * they do there. A greedy quantifier takes every row that it can and gives none back, so that no
 * row which its variable can have is left to what comes after it. Where that leaves a choice, as
 * {@code ?} and reluctant quantifiers do, the match that is complete first counts.
 *
 * <p>A sequence with a greedy quantifier at its end, which Flink refuses, is none of these.
 */
final class MatchSequence {
  private final List<Element> elements;
  private List<String> variables = List.of();
  private final List<MatchPattern.Step> steps = new ArrayList<>();
  private final Map<Place, Integer> places = new HashMap<>();

  /**
   * A variable, as often as is said.
   *
   * @param most -1 for any number
   * @param greedy whether it takes rows rather than leaves them to what comes after
   */
  private record Element(String variable, int least, int most, boolean greedy) {}

  /** The so-manieth row of an element, and the variables that must not be able to have that row. */
  private record Place(int element, int occurrence, List<Integer> unless) {}

  private MatchSequence(List<Element> elements) {
    this.elements = elements;
  }

  /** The sequence that a pattern is; empty if it is none. */
  static Optional<MatchSequence> of(RexNode pattern) {
    List<Element> elements = new ArrayList<>();
    if (!addElements(pattern, elements) || elements.get(elements.size() - 1).greedy()) {
      return Optional.empty();
    }
    return Optional.of(new MatchSequence(elements));
  }

  private static boolean addElements(RexNode node, List<Element> elements) {
    if (node instanceof RexLiteral name) {
      elements.add(new Element(name.getValueAs(String.class), 1, 1, false));
      return true;
    } else if (node.getKind() == SqlKind.PATTERN_CONCAT) {
      return ((RexCall) node).getOperands().stream().allMatch(part -> addElements(part, elements));
    } else if (node.getKind() == SqlKind.PATTERN_QUANTIFIER
        && ((RexCall) node).getOperands().get(0) instanceof RexLiteral name) {
      List<RexNode> operands = ((RexCall) node).getOperands();
      int least = Math.max(0, ((RexLiteral) operands.get(1)).getValueAs(Integer.class));
      int most = ((RexLiteral) operands.get(2)).getValueAs(Integer.class);
      boolean reluctant = ((RexLiteral) operands.get(3)).getValueAs(Boolean.class);
      boolean single = least == most || (least == 0 && most == 1);
      elements.add(new Element(name.getValueAs(String.class), least, most, !reluctant && !single));
      return true;
    }
    return false;
  }

  /** The automaton. */
  MatchPattern pattern(String text, List<String> names) {
    variables = List.copyOf(names);
    List<Integer> first = from(0, List.of());
    return new MatchPattern(text, variables, steps, first, true);
  }

  /** What can read the next row when an element is to come. */
  private List<Integer> from(int index, List<Integer> unless) {
    if (index == elements.size()) {
      return List.of(MatchPattern.END);
    }
    List<Integer> next = new ArrayList<>();
    next.add(step(new Place(index, 1, unless)));
    if (elements.get(index).least() == 0) {
      next.addAll(from(index + 1, withGreedy(index, unless)));
    }
    return next.stream().distinct().toList();
  }

  private List<Integer> withGreedy(int index, List<Integer> unless) {
    TreeSet<Integer> all = new TreeSet<>(unless);
    if (elements.get(index).greedy()) {
      all.add(variables.indexOf(elements.get(index).variable()));
    }
    return List.copyOf(all);
  }

  private int step(Place place) {
    Integer known = places.get(place);
    if (known != null) {
      return known;
    }
    int number = steps.size();
    places.put(place, number);
    Element element = elements.get(place.element());
    int variable = variables.indexOf(element.variable());
    steps.add(new MatchPattern.Step(variable, false, place.unless(), List.of()));
    steps.set(
        number, new MatchPattern.Step(variable, false, place.unless(), after(place, element)));
    return number;
  }

  private List<Integer> after(Place place, Element element) {
    int taken = place.occurrence();
    if (taken < element.least()) {
      return List.of(step(new Place(place.element(), taken + 1, List.of())));
    }
    List<Integer> next = new ArrayList<>();
    if (element.most() < 0) {
      int loop = Math.max(1, element.least()) + 1;
      next.add(step(new Place(place.element(), Math.min(loop, taken + 1), List.of())));
    } else if (taken < element.most()) {
      next.add(step(new Place(place.element(), taken + 1, List.of())));
    }
    next.addAll(from(place.element() + 1, withGreedy(place.element(), List.of())));
    return next.stream().distinct().toList();
  }
}
