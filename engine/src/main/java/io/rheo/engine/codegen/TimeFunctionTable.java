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

  static void addTo(Map<String, List<Signature>> table) {
    table.put(
        "DATE_FORMAT",
        List.of(
            strict("DateFormats.format", TypeName.TIMESTAMP, STRING),
            nullable("DateFormats.reformat", STRING, STRING)));
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
