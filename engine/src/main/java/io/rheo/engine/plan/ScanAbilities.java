package io.rheo.engine.plan;

import java.util.Set;

/**
 * What a source can leave undone when a plan does not need it.
 *
 * @param members whether it reads single members of ROW columns
 * @param filterColumns columns, as indexes into those of the {@link TableSpec}, by whose values it
 *     can leave rows out. It may only say so if that makes no row late that is not late among all
 *     rows: its time does not go back
 */
public record ScanAbilities(boolean members, Set<Integer> filterColumns) {
  /** Reads whole columns of all rows. */
  public static final ScanAbilities NONE = new ScanAbilities(false, Set.of());

  public ScanAbilities {
    filterColumns = Set.copyOf(filterColumns);
  }
}
