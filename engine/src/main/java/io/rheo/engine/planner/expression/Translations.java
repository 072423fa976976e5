package io.rheo.engine.planner.expression;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;

/** The operators that we compute ourselves, by kind and by name. */
final class Translations {
  private static final Map<SqlKind, Translation> BY_KIND = new EnumMap<>(SqlKind.class);
  private static final Map<String, Translation> BY_NAME = new HashMap<>();

  static {
    LogicTranslations.addTo(BY_KIND, BY_NAME);
    ArithmeticTranslations.addTo(BY_KIND, BY_NAME);
    TextTranslations.addTo(BY_KIND, BY_NAME);
    TemporalTranslations.addTo(BY_KIND, BY_NAME);
    FunctionTranslations.addTo(BY_NAME);
    TimeBinTranslations.addTo(BY_NAME);
    CollectionTranslations.addTo(BY_NAME);
    JsonTranslations.addTo(BY_NAME);
  }

  private Translations() {}

  /** How to translate this call; {@code null} if only Calcite knows. */
  static Translation find(RexCall call) {
    Translation byName = BY_NAME.get(call.getOperator().getName().toUpperCase(Locale.ROOT));
    return byName != null ? byName : BY_KIND.get(call.getKind());
  }
}
