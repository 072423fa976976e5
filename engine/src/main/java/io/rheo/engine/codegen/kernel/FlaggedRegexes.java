package io.rheo.engine.codegen.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions of regular expressions with PostgreSQL's flags: {@code i} for any case, {@code s} where
 * the dot takes ends of lines, {@code m} or {@code n} where {@code ^} and {@code $} do, {@code x}
 * without blanks, {@code g} for every match. The result is NULL if the expression is none.
 */
public final class FlaggedRegexes {
  private static final Slice NONE = Slice.of("");

  private FlaggedRegexes() {}

  private static Pattern pattern(Slice regex, Slice flags) {
    StringBuilder set = new StringBuilder();
    for (char flag : flags.toString().toCharArray()) {
      switch (flag) {
        case 'i', 's', 'x', 'm' -> set.append(flag);
        case 'n' -> set.append('m');
        case 'c', 'g' -> {} // as without it; not for the pattern
        default ->
            throw new RowException(
                "'" + flag + "' is no flag of a regular expression; there are i, c, s, m, n, x, g");
      }
    }
    Regex compiled = Regexes.of(set.isEmpty() ? regex : Slice.of("(?" + set + ")" + regex));
    return compiled == null ? null : compiled.pattern();
  }

  /**
   * The first match, with flag {@code g} every one, replaced; in the replacement {@code \1} is what
   * the first group matched and {@code \&} the whole match.
   */
  public static Slice replace(Slice text, Slice regex, Slice replacement, Slice flags) {
    Pattern pattern = pattern(regex, flags);
    if (pattern == null) {
      return null;
    }
    Matcher matcher = pattern.matcher(text.toString());
    String with = javaReplacement(replacement.toString(), matcher.groupCount());
    boolean all = flags.toString().indexOf('g') >= 0;
    return Slice.of(all ? matcher.replaceAll(with) : matcher.replaceFirst(with));
  }

  private static String javaReplacement(String text, int groups) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (next == '&' || (next >= '1' && next <= '9')) {
        int group = next == '&' ? 0 : next - '0';
        result.append(group <= groups ? "$" + group : "");
        i++;
      } else if (next == '\\') {
        result.append("\\\\");
        i++;
      } else {
        result.append(Matcher.quoteReplacement(String.valueOf(c)));
      }
    }
    return result.toString();
  }

  /** As the other, without flags. */
  public static Object match(Slice text, Slice regex) {
    return match(text, regex, NONE);
  }

  /** What the groups of the first match hold, or the whole if there is no group. */
  public static Object match(Slice text, Slice regex, Slice flags) {
    Pattern pattern = pattern(regex, flags);
    if (pattern == null) {
      return null;
    }
    Matcher matcher = pattern.matcher(text.toString());
    if (!matcher.find()) {
      return null;
    }
    List<String> groups = new ArrayList<>();
    for (int i = Math.min(1, matcher.groupCount()); i <= matcher.groupCount(); i++) {
      groups.add(matcher.group(i));
    }
    return groups;
  }

  /** As the other, without flags. */
  public static Object split(Slice text, Slice regex) {
    return split(text, regex, NONE);
  }

  /** What stands between the matches. */
  public static Object split(Slice text, Slice regex, Slice flags) {
    Pattern pattern = pattern(regex, flags);
    int withEmptyEnd = -1;
    return pattern == null
        ? null
        : new ArrayList<>(List.of(pattern.split(text.toString(), withEmptyEnd)));
  }

  /** As the other, without flags. */
  public static Integer count(Slice text, Slice regex, int from) {
    return count(text, regex, from, NONE);
  }

  /** The number of matches behind a character, which is counted from 1. */
  public static Integer count(Slice text, Slice regex, int from, Slice flags) {
    Pattern pattern = pattern(regex, flags);
    if (pattern == null) {
      return null;
    }
    if (from < 1) {
      throw new RowException("the characters of a text are counted from 1, not " + from);
    }
    String string = text.toString();
    if (from > string.codePointCount(0, string.length())) {
      return 0;
    }
    String rest = string.substring(string.offsetByCodePoints(0, from - 1));
    return (int) pattern.matcher(rest).results().count();
  }
}
