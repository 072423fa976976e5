package io.rheo.sql.logical;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.hint.HintPredicates;
import org.apache.calcite.rel.hint.HintStrategyTable;
import org.apache.calcite.rel.hint.Hintable;
import org.apache.calcite.rel.hint.RelHint;

/**
 * The hint {@code STATE_TTL('table' = '1 d')}: how long an aggregate keeps its groups, or a join
 * the rows of a side. The hint of a SELECT names tables by their paths in FROM, see {@code
 * HintedTable}; {@link #settle} gives each aggregate and join what is for it.
 */
public final class StateTtlHint {
  private static final String NAME = "STATE_TTL";
  private static final String GROUPS = "groups";
  private static final List<String> SIDES = List.of("left", "right");
  private static final List<String> STEPS = List.of("L", "R"); // of a path

  static final HintStrategyTable STRATEGIES =
      HintStrategyTable.builder()
          .hintStrategy(NAME, HintPredicates.or(HintPredicates.AGGREGATE, HintPredicates.JOIN))
          .build();

  /** What joins the hints of their SELECTs speak of. */
  private final IdentityHashMap<RelNode, Map<String, String>> joins = new IdentityHashMap<>();

  private StateTtlHint() {}

  /** The duration that the hint of the query gives for an aggregate, as it was written. */
  public static Optional<String> of(Aggregate aggregate) {
    return first(aggregate).map(hint -> hint.kvOptions.get(GROUPS));
  }

  /** Likewise for a side of a join: 0 is the left, 1 the right. */
  public static Optional<String> of(Join join, int side) {
    return first(join).map(hint -> hint.kvOptions.get(SIDES.get(side)));
  }

  /** The hint of the own SELECT or view; those after it are of what is around that. */
  private static Optional<RelHint> first(Hintable rel) {
    return rel.getHints().stream().filter(hint -> hint.hintName.equals(NAME)).findFirst();
  }

  /**
   * The plan of a query or view as it was converted, with a hint at each aggregate and join: empty
   * where nothing was said, so that one around a view does not reach into it.
   */
  static RelNode settle(RelNode plan) {
    StateTtlHint hints = new StateTtlHint();
    hints.findJoins(plan);
    return hints.settled(plan);
  }

  private void findJoins(RelNode rel) {
    rel.getInputs().forEach(this::findJoins);
    if (rel instanceof Hintable hintable) {
      first(hintable)
          .filter(hint -> hint.inheritPath.isEmpty())
          .ifPresent(hint -> hint.kvOptions.forEach((path, ttl) -> findSide(rel, path, ttl)));
    }
  }

  private void findSide(RelNode select, String path, String ttl) {
    RelNode join = select;
    for (int i = 0; i < path.length(); i++) {
      int side = STEPS.indexOf(path.substring(i, i + 1));
      while (join.getInputs().size() == 1) {
        join = join.getInput(0);
      }
      if (side < 0 || !(join instanceof BiRel)) {
        return; // settled, or no join any more
      } else if (i == path.length() - 1) {
        joins.computeIfAbsent(join, rel -> new HashMap<>()).put(SIDES.get(side), ttl);
      } else {
        join = join.getInput(side);
      }
    }
  }

  private RelNode settled(RelNode rel) {
    List<RelNode> inputs = rel.getInputs().stream().map(this::settled).toList();
    RelNode copy = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    if (!(copy instanceof Hintable hintable)) {
      return copy;
    }
    Stream<RelHint> others =
        hintable.getHints().stream().filter(hint -> !hint.hintName.equals(NAME));
    return hintable.withHints(Stream.concat(own(rel).stream(), others).toList());
  }

  private Optional<RelHint> own(RelNode rel) {
    if (rel instanceof Join join) {
      return Optional.of(hint(joins.getOrDefault(rel, alreadySettled(join))));
    } else if (rel instanceof Aggregate aggregate) {
      return Optional.of(hint(ofGroups(aggregate)));
    } else {
      return Optional.empty();
    }
  }

  private static Map<String, String> alreadySettled(Join join) {
    return first(join)
        .filter(hint -> SIDES.stream().anyMatch(hint.kvOptions::containsKey))
        .map(hint -> Map.copyOf(hint.kvOptions))
        .orElse(Map.of());
  }

  /** A SELECT from one table says how long its groups stay, and so does a settled hint. */
  private static Map<String, String> ofGroups(Aggregate aggregate) {
    return first(aggregate)
        .map(hint -> hint.kvOptions)
        .map(options -> options.getOrDefault("", options.get(GROUPS)))
        .map(ttl -> Map.of(GROUPS, ttl))
        .orElse(Map.of());
  }

  private static RelHint hint(Map<String, String> options) {
    return RelHint.builder(NAME).hintOptions(options).build();
  }
}
