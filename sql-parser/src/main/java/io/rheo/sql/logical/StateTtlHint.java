package io.rheo.sql.logical;

import java.util.Optional;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.hint.HintPredicates;
import org.apache.calcite.rel.hint.HintStrategyTable;

/** The hint {@code STATE_TTL('table' = '1 d')}: how long an aggregate keeps its groups. */
public final class StateTtlHint {
  public static final String NAME = "STATE_TTL";

  static final HintStrategyTable STRATEGIES =
      HintStrategyTable.builder().hintStrategy(NAME, HintPredicates.AGGREGATE).build();

  private StateTtlHint() {}

  /** The duration that the hint of the query gives for an aggregate, as it was written. */
  public static Optional<String> of(Aggregate aggregate) {
    return aggregate.getHints().stream()
        .filter(hint -> hint.hintName.equalsIgnoreCase(NAME))
        .findFirst() // that of its own SELECT; those after it are of SELECTs around that
        .flatMap(hint -> hint.kvOptions.values().stream().findFirst());
  }
}
