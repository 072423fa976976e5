package io.rheo.engine.operator.match;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.plan.MatchCondition;
import io.rheo.engine.plan.MatchPattern;
import io.rheo.engine.plan.MatchSpec;
import io.rheo.engine.type.RowType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Runs the automaton of a pattern over the rows of an attempt. All tries read a row at the same
 * time, in the order of preference (Pike's simulation), so nothing is read twice. Of two tries that
 * go on with the same step the preferred one stays, unless a condition later on can tell them
 * apart.
 */
final class Matcher {
  static final int TRIES_MAX = 10_000;

  /** What a match ends with that has no rows. */
  static final MappedRow EMPTY = new MappedRow(-1, MatchPattern.END, null, new MappedRow[0]);

  private static final BitSet NONE_BLOCKED = new BitSet();

  private final MatchSpec spec;
  private final MatchPattern pattern;
  private final OperatorMetrics metrics;
  private final int[] variables; // by step
  private final int[][] next; // by step
  private final int[] first;
  private final long starters; // the variables of the first steps, as bits
  private final int[][] unless; // by step: the steps of variables
  private final BitSet guards = new BitSet(); // all steps of these variables
  private final TryCondition[] conditions; // by variable; null: known at once
  private final KnownRows known = new KnownRows();
  private final BitSet tellsApart = new BitSet(); // steps after which some condition looks back
  private final BitSet tellsAllApart = new BitSet(); // steps after which some look at all rows
  private MappedRow[] candidates = new MappedRow[16];
  private int[] reading = new int[16]; // steps that read the row now

  Matcher(MatchSpec spec, RowType input, StageEnvironment environment, OperatorMetrics metrics) {
    this.spec = spec;
    this.metrics = metrics;
    pattern = spec.pattern();
    List<MatchPattern.Step> steps = pattern.steps();
    variables = steps.stream().mapToInt(MatchPattern.Step::variable).toArray();
    next = steps.stream().map(step -> toArray(step.next())).toArray(int[][]::new);
    first = toArray(pattern.first());
    starters =
        Arrays.stream(first)
            .filter(step -> step != MatchPattern.END)
            .mapToLong(step -> 1L << variables[step])
            .reduce(0, (a, b) -> a | b);
    unless = steps.stream().map(this::guards).toArray(int[][]::new);
    conditions = new TryCondition[pattern.variables().size()];
    RunningAggregates aggregates = new RunningAggregates(pattern, input);
    for (MatchCondition condition : spec.conditions()) {
      if (!condition.isOfRow()) {
        conditions[condition.variable()] =
            new TryCondition(condition, spec, known, aggregates, environment);
      }
    }
    for (int step = 0; step < variables.length; step++) {
      lookAhead(step);
    }
  }

  private int[] guards(MatchPattern.Step step) {
    int[] steps = step.unless().stream().mapToInt(this::stepOf).toArray();
    Arrays.stream(steps).forEach(guards::set);
    return steps;
  }

  private int stepOf(int variable) {
    int step = 0;
    while (variables[step] != variable) {
      step++;
    }
    return step;
  }

  private static int[] toArray(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Finds which conditions a try with this step to go on with can meet. */
  private void lookAhead(int from) {
    BitSet reached = new BitSet();
    reach(from, reached);
    for (int step = reached.nextSetBit(0); step >= 0; step = reached.nextSetBit(step + 1)) {
      lookAt(from, step);
      for (int guard : unless[step]) {
        lookAt(from, guard);
      }
    }
  }

  private void lookAt(int from, int step) {
    TryCondition condition = conditions[variables[step]];
    if (condition != null) {
      tellsApart.set(from);
      if (condition.looksAtAll()) {
        tellsAllApart.set(from);
      }
    }
  }

  private void reach(int step, BitSet reached) {
    if (step != MatchPattern.END && !reached.get(step)) {
      reached.set(step);
      for (int after : next[step]) {
        reach(after, reached);
      }
    }
  }

  /** Whether a match can start with a row that these variables, as bits, can have. */
  boolean canStart(long truths) {
    return (truths & starters) != 0 || pattern.matchesNothing();
  }

  /** Lets an attempt read its next row. */
  void read(Attempt attempt, MatchPartition partition) {
    long row = attempt.next();
    boolean isFirst = row == attempt.start();
    int count = isFirst ? first.length : attempt.count();
    if (candidates.length < count) {
      candidates = new MappedRow[count * 2];
    }
    if (reading.length < count) {
      reading = new int[count * 2];
    }
    for (int i = 0; i < count; i++) {
      reading[i] = isFirst ? first[i] : attempt.step(i);
    }
    map(attempt, partition, count, isFirst);
    attempt.clear();
    attempt.moveOn();
    boolean complete = false;
    for (int i = 0; i < count && !complete; i++) {
      if (candidates[i] != null) {
        complete = goOn(attempt, candidates[i]);
      } else if (isFirst && reading[i] == MatchPattern.END && !spec.anchoredEnd()) {
        attempt.find(EMPTY);
        complete = true;
      }
    }
    if (complete && pattern.shortest()) {
      attempt.clear();
    }
    if (attempt.count() > TRIES_MAX) {
      metrics.rowError(
          "a row starts more than "
              + TRIES_MAX
              + " partial matches; the pattern needs narrower conditions or WITHIN");
      attempt.clear();
    }
  }

  /** Maps the row in each try, and leaves {@code null} where it cannot be. */
  private void map(Attempt attempt, MatchPartition partition, int count, boolean isFirst) {
    BitSet blocked = guards.isEmpty() ? NONE_BLOCKED : blocked(attempt, partition, count, isFirst);
    for (int i = 0; i < count; i++) {
      candidates[i] =
          reading[i] == MatchPattern.END || blocked.get(i)
              ? null
              : candidate(attempt, partition, i, reading[i], isFirst);
    }
    for (TryCondition condition : conditions) {
      if (condition != null) {
        condition.removeFailed(candidates);
      }
    }
  }

  /** The try with the row, as far as is known at once; {@code null} if the row cannot be mapped. */
  private MappedRow candidate(
      Attempt attempt, MatchPartition partition, int index, int step, boolean isFirst) {
    int variable = variables[step];
    if ((partition.truths(attempt.next()) >>> variable & 1) == 0) {
      return null;
    }
    MappedRow before = isFirst ? null : attempt.last(index);
    MappedRow candidate = known.extend(before, attempt.next(), step, variable);
    if (conditions[variable] != null) {
      conditions[variable].collect(index, candidate, partition);
    }
    return candidate;
  }

  /** The tries whose step leaves the row to a quantifier before it. */
  private BitSet blocked(Attempt attempt, MatchPartition partition, int count, boolean isFirst) {
    BitSet blocked = new BitSet();
    for (int guard = guards.nextSetBit(0); guard >= 0; guard = guards.nextSetBit(guard + 1)) {
      Arrays.fill(candidates, 0, count, null);
      for (int i = 0; i < count; i++) {
        if (reading[i] != MatchPattern.END && contains(unless[reading[i]], guard)) {
          candidates[i] = candidate(attempt, partition, i, guard, isFirst);
        }
      }
      if (conditions[variables[guard]] != null) {
        conditions[variables[guard]].removeFailed(candidates);
      }
      for (int i = 0; i < count; i++) {
        if (candidates[i] != null) {
          blocked.set(i);
        }
      }
    }
    return blocked;
  }

  private static boolean contains(int[] values, int value) {
    for (int each : values) {
      if (each == value) {
        return true;
      }
    }
    return false;
  }

  /** Adds the tries that come of one; returns whether it is a match that no later one can beat. */
  private boolean goOn(Attempt attempt, MappedRow last) {
    for (int step : next[last.step()]) {
      if (step == MatchPattern.END && !spec.anchoredEnd()) {
        attempt.find(last);
        return true; // whatever is less preferred does not matter any more
      } else if (!isThere(attempt, step, last)) {
        attempt.add(step, last);
      }
    }
    return false;
  }

  private boolean isThere(Attempt attempt, int step, MappedRow last) {
    if (step != MatchPattern.END && tellsAllApart.get(step)) {
      return false;
    }
    boolean compare = step != MatchPattern.END && tellsApart.get(step);
    for (int i = 0; i < attempt.count(); i++) {
      if (attempt.step(i) == step
          && (!compare || KnownRows.areSame(attempt.last(i), last, variables))) {
        return true;
      }
    }
    return false;
  }

  /** The last row of an attempt's match when no row comes after those read. */
  MappedRow foundAtEnd(Attempt attempt) {
    for (int i = 0; i < attempt.count(); i++) {
      if (attempt.step(i) == MatchPattern.END) {
        return attempt.last(i);
      }
    }
    return attempt.found();
  }
}
