package io.rheo.engine.codegen.kernel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as parts of statements, and texts from templates, as PostgreSQL has them. */
public final class Quotes {
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");
  private static final Pattern PLACE = Pattern.compile("%(?:(\\d{1,4})\\$)?([sIL%])");

  private Quotes() {}

  /** In single quotes; backslashes are doubled, and marked by an E before. */
  public static Slice literal(Slice text) {
    return Slice.of(literal(text.toString()));
  }

  /** As a literal; NULL is the word. */
  public static Slice nullable(Slice text) {
    return text == null ? Slice.of("NULL") : literal(text);
  }

  /** In double quotes, unless it is in small letters and digits. */
  public static Slice name(Slice text) {
    return Slice.of(name(text.toString()));
  }

  private static String literal(String text) {
    String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
    return text.indexOf('\\') < 0 ? quoted : "E" + quoted;
  }

  private static String name(String text) {
    return PLAIN_NAME.matcher(text).matches() ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /**
   * The template with {@code %s} (NULL is empty), {@code %I} as a name, {@code %L} as a literal and
   * {@code %%} replaced; {@code %2$s} is the second argument.
   */
  public static Slice format(Slice template, Object[] arguments) {
    if (template == null) {
      return null;
    }
    Matcher places = PLACE.matcher(template.toString());
    StringBuilder result = new StringBuilder();
    int next = 0;
    while (places.find()) {
      String filled = "%";
      if (!places.group(2).equals("%")) {
        next = places.group(1) == null ? next + 1 : Integer.parseInt(places.group(1));
        if (next < 1 || next > arguments.length) {
          throw new RowException("FORMAT has no argument " + next + " for '" + template + "'");
        }
        filled = filled(places.group(2), arguments[next - 1]);
      }
      places.appendReplacement(result, Matcher.quoteReplacement(filled));
    }
    return Slice.of(places.appendTail(result).toString());
  }

  private static String filled(String kind, Object argument) {
    return switch (kind) {
      case "L" -> argument == null ? "NULL" : literal(argument.toString());
      case "I" -> {
        if (argument == null) {
          throw new RowException("FORMAT: NULL is not a name");
        }
        yield name(argument.toString());
      }
      default -> argument == null ? "" : argument.toString();
    };
  }
}
