package io.rheo.engine.codegen;

import static io.rheo.engine.codegen.Signature.nullable;
import static io.rheo.engine.codegen.Signature.strict;

import io.rheo.engine.type.TypeName;
import java.util.List;
import java.util.Map;

/** Functions of dates and times. */
final class TimeFunctionTable {
  private static final TypeName STRING = TypeName.VARCHAR;

  private TimeFunctionTable() {}

  /** A span, a time, and a time where one of the spans begins. */
  private static List<Signature> bins(TypeName time) {
    return List.of(
        strict("TimeBins.start", TypeName.INTERVAL_DAY_TIME, time, time),
        strict("TimeBins.monthsStart", TypeName.INTERVAL_YEAR_MONTH, time, time));
  }

  static void addTo(Map<String, List<Signature>> table) {
    table.put(
        "DATE_FORMAT",
        List.of(
            strict("DateFormats.format", TypeName.TIMESTAMP, STRING),
            nullable("DateFormats.reformat", STRING, STRING)));
    table.put("EPOCH SECONDS", List.of(strict("TimeBins.seconds", TypeName.TIMESTAMP)));
    table.put("EPOCH MILLIS", List.of(strict("TimeBins.millis", TypeName.TIMESTAMP)));
    table.put("TIME BIN", bins(TypeName.TIMESTAMP));
    table.put("INSTANT BIN", bins(TypeName.TIMESTAMP_LTZ));
    table.put("NUMBER TEXT", List.of(strict("NumberFormats.format", Signature.ANY, STRING)));
    TypeName integer = TypeName.INTEGER;
    table.put("MAKE_DATE", List.of(strict("Calendars.date", integer, integer, integer)));
    table.put(
        "MAKE_TIMESTAMP",
        List.of(
            strict(
                "Calendars.timestamp",
                integer,
                integer,
                integer,
                integer,
                integer,
                TypeName.DOUBLE)));
    table.put("MAKE_TIME", List.of(strict("Calendars.time", integer, integer, TypeName.DOUBLE)));
    table.put(
        "TO_TIMESTAMP",
        List.of(
            strict("DateFormats.ofSeconds", TypeName.DOUBLE),
            nullable("DateFormats.parse", STRING),
            nullable("DateFormats.parse", STRING, STRING)));
    table.put(
        "TO_TIMESTAMP_LTZ",
        List.of(
            strict("DateFormats.ofEpoch", TypeName.BIGINT),
            strict("DateFormats.ofEpoch", TypeName.BIGINT, TypeName.INTEGER)));
  }
}
