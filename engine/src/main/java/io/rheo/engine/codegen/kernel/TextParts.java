package io.rheo.engine.codegen.kernel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Parts of strings by separator and by regular expression; {@code null} where there is none. */
public final class TextParts {
  private static final BoundedCache<Pattern> PATTERNS = new BoundedCache<>(TextParts::compile);

  private TextParts() {}

  /** The part with this index, from 0, between separators; the whole text without one. */
  public static Slice splitIndex(Slice text, Slice separator, int index) {
    if (index < 0 || (separator.length() == 0 && index > 0)) {
      return null;
    }
    if (separator.length() == 0) {
      return text;
    }
    int start = 0;
    for (int left = index; left > 0; left--) {
      int end = Texts.indexOf(text, separator, start);
      if (end < 0) {
        return null;
      }
      start = end + separator.length();
    }
    int end = Texts.indexOf(text, separator, start);
    return text.part(start, end < 0 ? text.length() : end);
  }

  /** What the whole expression matches first. */
  public static Slice regexpExtract(Slice text, Slice regex) {
    return regexpExtract(text, regex, 0);
  }

  /** What a group of the expression matches; group 0 is the whole. */
  public static Slice regexpExtract(Slice text, Slice regex, int group) {
    Matcher matcher = PATTERNS.get(regex.toString()).matcher(text.toString());
    if (group < 0 || group > matcher.groupCount() || !matcher.find()) {
      return null;
    }
    String found = matcher.group(group);
    return found == null ? null : Slice.of(found);
  }

  static Pattern pattern(String regex) {
    return PATTERNS.get(regex);
  }

  private static Pattern compile(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new RowException("'" + regex + "' is not a regular expression: " + e.getDescription());
    }
  }
}
