package io.rheo.engine.slt;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random rows of many types, with NULLs, few distinct values, and times out of order by less than
 * the watermark waits: no row is late. DOUBLEs are multiples of a quarter, so that sums are exact.
 */
final class RandomRows {
  private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final int MAX_DISORDER_MILLIS = 20_000;
  private static final List<String> TEXTS =
      Arrays.asList("", "a", "ab", "B", " b ", "a text of more than sixteen bytes", "é", "日本");

  private final Random random;

  RandomRows(Random random) {
    this.random = random;
  }

  static String ddl(String table) {
    return "CREATE TABLE "
        + table
        + " (b BOOLEAN, i INT, l BIGINT, n DECIMAL(8, 2), d DOUBLE, s STRING, day DATE,"
        + " ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '20' SECOND)";
  }

  List<List<String>> next(int count) {
    List<List<String>> rows = new ArrayList<>();
    long millis = 30_000;
    for (int i = 0; i < count; i++) {
      millis += random.nextInt(4) == 0 ? random.nextInt(15_000) : random.nextInt(1_000);
      rows.add(row(millis - random.nextInt(MAX_DISORDER_MILLIS)));
    }
    return rows;
  }

  private List<String> row(long millis) {
    return Arrays.asList(
        orNull(() -> Boolean.toString(random.nextBoolean())),
        orNull(() -> Integer.toString(random.nextInt(13) - 4)),
        orNull(() -> Integer.toString(random.nextInt(2001) - 1000)),
        orNull(() -> String.format("%.2f", (random.nextInt(401) - 100) / 4.0)),
        orNull(() -> Double.toString((random.nextInt(81) - 40) / 4.0)),
        orNull(() -> TEXTS.get(random.nextInt(TEXTS.size()))),
        orNull(() -> "2025-12-" + (20 + random.nextInt(5))),
        random.nextInt(20) == 0 ? null : FORMAT.format(START.plusNanos(millis * 1_000_000)));
  }

  private String orNull(Supplier<String> value) {
    return random.nextInt(6) == 0 ? null : value.get();
  }
}
