package io.rheo.sql.catalog;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names of time zones in any letter case: {@code 'utc'}, {@code 'europe/zurich'}. */
public final class ZoneNames {
  private static final Map<String, String> BY_LOWER_CASE =
      ZoneId.getAvailableZoneIds().stream()
          .collect(Collectors.toMap(ZoneNames::lower, Function.identity(), (a, b) -> a));

  private ZoneNames() {}

  /**
   * The zone of a name such as Europe/Zurich, an abbreviation such as PST, or a difference from UTC
   * such as +02:00.
   *
   * @throws DateTimeException if there is none
   */
  public static ZoneId zone(String name) {
    String known = BY_LOWER_CASE.get(lower(name));
    return known != null
        ? ZoneId.of(known)
        : ZoneId.of(name.toUpperCase(Locale.ROOT), ZoneId.SHORT_IDS);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
