package io.rheo.engine.slt;

import static java.time.ZoneOffset.UTC;

import io.rheo.engine.slt.Changelog.Change;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Random rows of many types, with NULLs, few distinct values, and times out of order by less than
 * the watermark waits: no row is late. Times are unique, and so is {@code id}. DOUBLEs are
 * multiples of a quarter, so that sums are exact.
 */
final class RandomRows {
  private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private static final int MAX_DISORDER_MILLIS = 20_000;

  private static final List<String> TEXTS =
      Arrays.asList("", "a", "ab", "B", " b ", "a text of more than sixteen bytes", "é", "日本");

  private final Random random;
  private final Set<Long> used = new HashSet<>();
  private long millis = 30_000;
  private int nextId;

  /** A row that is there, with its time. */
  private record Live(long millis, List<String> cells) {}

  RandomRows(Random random) {
    this.random = random;
  }

  static String ddl(String table) {
    return "CREATE TABLE "
        + table
        + " (id INT NOT NULL, b BOOLEAN, i INT, l BIGINT, n DECIMAL(8, 2), d DOUBLE, s STRING,"
        + " day DATE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '20' SECOND)";
  }

  List<Change> nextInserts(int count) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(new Change(1, nextRow().cells()));
    }
    return changes;
  }

  /** Inserts, and retractions of rows that are there and not late, some of which come back. */
  List<Change> nextChanges(int count) {
    List<Change> changes = new ArrayList<>();
    List<Live> live = new ArrayList<>();
    while (changes.size() < count) {
      Live gone = live.isEmpty() ? null : live.get(random.nextInt(live.size()));
      if (gone != null && gone.millis() > millis - MAX_DISORDER_MILLIS && random.nextInt(3) == 0) {
        live.remove(gone);
        changes.add(new Change(-1, gone.cells()));
        if (random.nextBoolean()) {
          Live updated = new Live(gone.millis(), updated(gone.cells()));
          live.add(updated);
          changes.add(new Change(1, updated.cells()));
        }
      } else {
        Live row = nextRow();
        live.add(row);
        changes.add(new Change(1, row.cells()));
      }
    }
    return changes;
  }

  private List<String> updated(List<String> cells) {
    List<String> changed = new ArrayList<>(cells);
    List<String> other = row(0);
    int column = 1 + random.nextInt(cells.size() - 2); // neither id nor ts
    changed.set(column, other.get(column));
    return changed;
  }

  private Live nextRow() {
    millis += random.nextInt(4) == 0 ? random.nextInt(15_000) : random.nextInt(1_000);
    long time;
    do {
      time = millis - random.nextInt(MAX_DISORDER_MILLIS);
    } while (!used.add(time));
    return new Live(time, row(time));
  }

  private List<String> row(long time) {
    return Arrays.asList(
        Integer.toString(nextId++),
        orNull(() -> Boolean.toString(random.nextBoolean())),
        orNull(() -> Integer.toString(random.nextInt(13) - 4)),
        orNull(() -> Integer.toString(random.nextInt(2001) - 1000)),
        orNull(() -> String.format("%.2f", (random.nextInt(401) - 100) / 4.0)),
        orNull(() -> Double.toString((random.nextInt(81) - 40) / 4.0)),
        orNull(() -> TEXTS.get(random.nextInt(TEXTS.size()))),
        orNull(() -> "2025-12-" + (20 + random.nextInt(5))),
        random.nextInt(20) == 0 ? null : FORMAT.format(START.plusNanos(time * 1_000_000)));
  }

  /** The watermark after these changes, in ms since 1970. */
  static long watermark(List<Change> changes) {
    return changes.stream()
        .map(change -> change.cells().get(change.cells().size() - 1))
        .filter(Objects::nonNull)
        .mapToLong(time -> LocalDateTime.parse(time, FORMAT).toInstant(UTC).toEpochMilli())
        .map(time -> time - MAX_DISORDER_MILLIS)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  private String orNull(Supplier<String> value) {
    return random.nextInt(6) == 0 ? null : value.get();
  }
}
