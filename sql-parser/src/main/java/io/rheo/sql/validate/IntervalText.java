package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.RheoForms;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Intervals whose text names the units, as PostgreSQL writes them: {@code INTERVAL '1 hour 30
 * minutes'}, {@code INTERVAL '2 days'}, {@code INTERVAL '01:30:00'}. A number alone is of seconds.
 */
final class IntervalText {
  private static final Pattern PART =
      Pattern.compile("\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*([a-zA-Zµ]*)\\s*");
  private static final Pattern CLOCK =
      Pattern.compile("\\s*([+-]?)(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d+)?))?\\s*$");
  private static final int MONTHS_PER_YEAR = 12;

  private final String text;
  private final SqlParserPos position;
  private BigDecimal months = BigDecimal.ZERO;
  private BigDecimal seconds = BigDecimal.ZERO;

  private IntervalText(String text, SqlParserPos position) {
    this.text = text;
    this.position = position;
  }

  /** The interval with units; the same object if it had them. */
  static SqlLiteral canonical(SqlIntervalLiteral literal) {
    var value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    if (value.getIntervalQualifier().getStartUnit() != RheoForms.NO_UNIT) {
      return literal;
    }
    IntervalText interval =
        new IntervalText(value.getIntervalLiteral(), literal.getParserPosition());
    interval.read();
    return interval.literal(value.getSign());
  }

  private void read() {
    int from = 0;
    while (from < text.length()) {
      String rest = text.substring(from);
      Matcher clock = CLOCK.matcher(rest);
      Matcher part = PART.matcher(rest);
      if (clock.lookingAt()) {
        addClock(clock);
        return;
      } else if (!part.lookingAt() || isAmbiguous(part, from, rest)) {
        throw refusal();
      }
      add(new BigDecimal(part.group(1)), part.group(2));
      from += part.end();
    }
    if (text.isBlank()) {
      throw refusal();
    }
  }

  /** A number without a unit beside others: {@code '1-2'} may be a year and two months. */
  private static boolean isAmbiguous(Matcher part, int from, String rest) {
    return part.group(2).isEmpty() && (from > 0 || part.end() < rest.length());
  }

  private void addClock(Matcher clock) {
    BigDecimal time =
        new BigDecimal(clock.group(2))
            .multiply(BigDecimal.valueOf(3_600))
            .add(new BigDecimal(clock.group(3)).multiply(BigDecimal.valueOf(60)))
            .add(clock.group(4) == null ? BigDecimal.ZERO : new BigDecimal(clock.group(4)));
    seconds = clock.group(1).equals("-") ? seconds.subtract(time) : seconds.add(time);
  }

  private void add(BigDecimal number, String unit) {
    switch (unit.toLowerCase(Locale.ROOT)) {
      case "y", "yr", "yrs", "year", "years" -> addMonths(number, MONTHS_PER_YEAR);
      case "quarter", "quarters" -> addMonths(number, 3);
      case "mon", "mons", "month", "months" -> addMonths(number, 1);
      case "w", "week", "weeks" -> addSeconds(number, "604800");
      case "d", "day", "days" -> addSeconds(number, "86400");
      case "h", "hr", "hrs", "hour", "hours" -> addSeconds(number, "3600");
      case "m", "min", "mins", "minute", "minutes" -> addSeconds(number, "60");
      case "", "s", "sec", "secs", "second", "seconds" -> addSeconds(number, "1");
      case "ms", "msec", "msecs", "millisecond", "milliseconds" -> addSeconds(number, "0.001");
      default -> throw refusal();
    }
  }

  private void addMonths(BigDecimal number, int factor) {
    months = months.add(number.multiply(BigDecimal.valueOf(factor)));
  }

  private void addSeconds(BigDecimal number, String factor) {
    seconds = seconds.add(number.multiply(new BigDecimal(factor)));
  }

  private SqlLiteral literal(int sign) {
    boolean ofMonths = months.signum() != 0;
    if (ofMonths && (seconds.signum() != 0 || months.stripTrailingZeros().scale() > 0)) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.WRONG_ARGUMENTS, "an interval is of whole months or of shorter units")
              .why("a month has no fixed number of days")
              .fix(
                  "add two intervals one after the other: ts + INTERVAL '1' MONTH + INTERVAL '1' DAY"),
          position);
    }
    BigDecimal amount = ofMonths ? months : seconds;
    SqlIntervalQualifier unit =
        ofMonths
            ? new SqlIntervalQualifier(TimeUnit.MONTH, 9, null, -1, position)
            : new SqlIntervalQualifier(TimeUnit.SECOND, 10, null, 3, position);
    String number = amount.abs().stripTrailingZeros().toPlainString();
    return SqlLiteral.createInterval(amount.signum() < 0 ? -sign : sign, number, unit, position);
  }

  private Refusal refusal() {
    return new Refusal(
        SqlError.of(ErrorCode.WRONG_ARGUMENTS, "'" + text + "' is not an interval")
            .fix("write it like INTERVAL '5' MINUTE or INTERVAL '5 minutes'"),
        position);
  }
}
