package io.rheo.engine.slt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Row pattern matching word for word: all ways to map rows are tried one after the other, the
 * preferred ones first, and nothing is remembered.
 */
final class NaiveMatch {
  private static final long NO_WITHIN = Long.MAX_VALUE;

  private final List<Row> rows;
  private final List<Predicate<Mapping>> conditions; // by variable
  private final long within;

  /**
   * @param time in seconds
   */
  record Row(int id, String key, int value, long time) {}

  /** Rows from {@code start} on that are mapped to variables; the last one is the current row. */
  record Mapping(List<Row> rows, int start, List<Integer> variables) {
    int end() {
      return start + variables.size();
    }

    Row current() {
      return rows.get(end() - 1);
    }

    /** The rows of a variable; of all with -1. */
    List<Row> of(int variable) {
      List<Row> found = new ArrayList<>();
      for (int i = 0; i < variables.size(); i++) {
        if (variable < 0 || variables.get(i) == variable) {
          found.add(rows.get(start + i));
        }
      }
      return found;
    }

    /** A row of the partition, counted from the current one; {@code null} if there is none. */
    Row around(int shift) {
      int at = end() - 1 + shift;
      return at >= 0 && at < rows.size() ? rows.get(at) : null;
    }

    Mapping with(int variable) {
      List<Integer> longer = new ArrayList<>(variables);
      longer.add(variable);
      return new Mapping(rows, start, longer);
    }
  }

  /** A part of a pattern. */
  sealed interface Part {
    record Variable(int number) implements Part {}

    record Sequence(List<Part> parts) implements Part {}

    record Choice(List<Part> parts) implements Part {}

    /** The parts in any order, those with an earlier part first preferred. */
    record Permuted(List<Part> parts) implements Part {}

    /** A part some times in a row; {@code most} is -1 for any number. */
    record Repeat(Part part, int least, int most, boolean reluctant) implements Part {}
  }

  /**
   * @param rows of one partition in order
   * @param withinSeconds -1 for no bound
   */
  NaiveMatch(List<Row> rows, List<Predicate<Mapping>> conditions, long withinSeconds) {
    this.rows = rows;
    this.conditions = conditions;
    within = withinSeconds < 0 ? NO_WITHIN : withinSeconds;
  }

  /** The match from a row, by the preference of the standard; {@code null} if there is none. */
  Mapping preferred(Part pattern, int start) {
    Mapping[] found = new Mapping[1];
    matches(
        pattern,
        new Mapping(rows, start, List.of()),
        mapping -> {
          found[0] = mapping;
          return true;
        });
    return found[0];
  }

  /** Tries all ways until one satisfies what comes after. */
  private boolean matches(Part part, Mapping before, Predicate<Mapping> after) {
    if (part instanceof Part.Variable variable) {
      return canRead(before, variable.number()) && after.test(before.with(variable.number()));
    } else if (part instanceof Part.Choice choice) {
      return choice.parts().stream().anyMatch(each -> matches(each, before, after));
    } else if (part instanceof Part.Sequence sequence) {
      return sequence(sequence.parts(), before, after);
    }
    if (part instanceof Part.Permuted permuted) {
      return permuted(permuted.parts(), before, after);
    }
    return repeat((Part.Repeat) part, 0, before, after);
  }

  private boolean permuted(List<Part> parts, Mapping before, Predicate<Mapping> after) {
    for (int i = 0; i < parts.size(); i++) {
      List<Part> rest = new ArrayList<>(parts);
      Part first = rest.remove(i);
      if (matches(first, before, next -> permuted(rest, next, after))) {
        return true;
      }
    }
    return parts.isEmpty() && after.test(before);
  }

  private boolean sequence(List<Part> parts, Mapping before, Predicate<Mapping> after) {
    return parts.isEmpty()
        ? after.test(before)
        : matches(
            parts.get(0), before, next -> sequence(parts.subList(1, parts.size()), next, after));
  }

  private boolean repeat(Part.Repeat repeat, int times, Mapping before, Predicate<Mapping> after) {
    Predicate<Mapping> more =
        from ->
            (repeat.most() < 0 || times < repeat.most())
                && matches(
                    repeat.part(),
                    from,
                    next ->
                        (next.end() > from.end() || times < repeat.least())
                            && repeat(repeat, times + 1, next, after));
    if (times < repeat.least()) {
      return more.test(before);
    }
    return repeat.reluctant()
        ? after.test(before) || more.test(before)
        : more.test(before) || after.test(before);
  }

  private boolean canRead(Mapping before, int variable) {
    return before.end() < rows.size()
        && rows.get(before.end()).time() - rows.get(before.start()).time() <= within
        && conditions.get(variable).test(before.with(variable));
  }

  /**
   * The match of a sequence of variables and quantifiers from a row: the shortest one, where a row
   * that a greedy quantifier could have is not left to what comes after it.
   */
  Mapping shortest(List<Part.Repeat> elements, int start) {
    List<Mapping> found = new ArrayList<>();
    follow(elements, 0, 0, new Mapping(rows, start, List.of()), Set.of(), found);
    Mapping shortest = null;
    for (Mapping mapping : found) {
      if (shortest == null || mapping.end() < shortest.end()) {
        shortest = mapping;
      }
    }
    return shortest;
  }

  private void follow(
      List<Part.Repeat> elements,
      int index,
      int times,
      Mapping before,
      Set<Integer> unless,
      List<Mapping> found) {
    if (index == elements.size()) {
      found.add(before);
      return;
    }
    Part.Repeat element = elements.get(index);
    int variable = ((Part.Variable) element.part()).number();
    if ((element.most() < 0 || times < element.most())
        && canRead(before, variable)
        && unless.stream().noneMatch(greedy -> canRead(before, greedy))) {
      follow(elements, index, times + 1, before.with(variable), Set.of(), found);
    }
    if (times >= element.least()) {
      Set<Integer> left = new HashSet<>(times == 0 ? unless : Set.of());
      if (isGreedy(element)) {
        left.add(variable);
      }
      follow(elements, index + 1, 0, before, left, found);
    }
  }

  static boolean isGreedy(Part.Repeat element) {
    boolean single =
        element.least() == element.most() || (element.least() == 0 && element.most() == 1);
    return !single && !element.reluctant();
  }
}
