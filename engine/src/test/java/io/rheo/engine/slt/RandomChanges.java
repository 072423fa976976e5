package io.rheo.engine.slt;

import io.rheo.engine.slt.Changelog.Change;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Rows of {@link RandomRows} of which some are taken back later, as long as that is not late: while
 * the watermark has not passed their time.
 */
final class RandomChanges {
  private static final int TIME = 7; // column of RandomRows
  private static final int WATERMARK_DELAY_SECONDS = 20;

  private final Random random;
  private final List<Change> changes = new ArrayList<>();
  private final List<List<String>> live = new ArrayList<>();
  private LocalDateTime watermark = LocalDateTime.MIN;

  private RandomChanges(Random random) {
    this.random = random;
  }

  static List<Change> of(List<List<String>> rows, Random random) {
    RandomChanges result = new RandomChanges(random);
    rows.forEach(result::add);
    return result.changes;
  }

  private void add(List<String> row) {
    changes.add(new Change(1, row));
    live.add(row);
    if (row.get(TIME) != null) {
      LocalDateTime reached = time(row).minusSeconds(WATERMARK_DELAY_SECONDS);
      watermark = reached.isAfter(watermark) ? reached : watermark;
    }
    live.removeIf(old -> old.get(TIME) != null && !time(old).isAfter(watermark));
    while (!live.isEmpty() && random.nextInt(3) == 0) {
      List<String> gone = live.remove(random.nextInt(live.size()));
      changes.add(new Change(-1, gone));
    }
  }

  private static LocalDateTime time(List<String> row) {
    return LocalDateTime.parse(row.get(TIME).replace(' ', 'T'));
  }
}
