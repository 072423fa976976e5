package io.rheo.engine.codegen.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;

/**
 * Functions of Java's regular expressions. As in Flink, the result is NULL, which is {@code null},
 * if the expression is none or has no such group.
 */
public final class Regexes {
  private static final BoundedCache<Optional<Regex>> PATTERNS =
      new BoundedCache<>(Regexes::compile);

  private Regexes() {}

  /** The compiled expression; {@code null} if it is none. */
  public static Regex of(Slice regex) {
    return PATTERNS.get(regex.toString()).orElse(null);
  }

  private static Optional<Regex> compile(String regex) {
    try {
      return Optional.of(new Regex(regex));
    } catch (PatternSyntaxException e) {
      return Optional.empty(); // the exception is the answer
    }
  }

  /** Whether some part of the text matches. */
  public static Boolean isIn(Slice text, Regex regex) {
    if (regex == null) {
      return null;
    }
    ByteRegex bytes = regex.onBytes(text);
    return bytes != null
        ? bytes.find(text) != null
        : regex.pattern().matcher(text.toString()).find();
  }

  /** What the whole expression matches first. */
  public static Boolean isAll(Slice text, Regex regex) {
    ByteRegex bytes = regex.onBytes(text);
    return bytes != null
        ? bytes.all(text) != null
        : regex.pattern().matcher(text.toString()).matches();
  }

  public static Slice extract(Slice text, Regex regex) {
    return extract(text, regex, 0);
  }

  /** What a group of the expression matches first; group 0 is the whole. */
  public static Slice extract(Slice text, Regex regex, int group) {
    if (regex == null) {
      return null;
    }
    ByteRegex bytes = regex.onBytes(text);
    if (bytes != null) {
      RegexNode.Run match = group < 0 || group > bytes.groups() ? null : bytes.find(text);
      return match == null ? null : match.group(group);
    }
    Matcher matcher = regex.pattern().matcher(text.toString());
    if (group < 0 || group > matcher.groupCount() || !matcher.find()) {
      return null;
    }
    String found = matcher.group(group);
    return found == null ? null : Slice.of(found);
  }

  /** What the first group matches, each time. */
  public static Object extractAll(Slice text, Regex regex) {
    return extractAll(text, regex, 1);
  }

  /** What a group matches, each time; group 0 is the whole. */
  public static Object extractAll(Slice text, Regex regex, int group) {
    if (regex == null) {
      return null;
    }
    Matcher matcher = regex.pattern().matcher(text.toString());
    if (group < 0 || group > matcher.groupCount()) {
      return null;
    }
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(group));
    }
    return found;
  }

  /** Every match replaced by a text, which is taken as it is. */
  public static Slice replace(Slice text, Regex regex, Slice replacement) {
    if (regex == null) {
      return null;
    }
    String literal = Matcher.quoteReplacement(replacement.toString());
    return Slice.of(regex.pattern().matcher(text.toString()).replaceAll(literal));
  }

  /** The number of matches. */
  public static Integer count(Slice text, Regex regex) {
    if (regex == null) {
      return null;
    }
    Matcher matcher = regex.pattern().matcher(text.toString());
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  /** Where the first match starts, in characters from 1; 0 if there is none. */
  public static Integer indexOf(Slice text, Regex regex) {
    if (regex == null) {
      return null;
    }
    ByteRegex bytes = regex.onBytes(text);
    if (bytes != null) {
      RegexNode.Run match = bytes.find(text);
      return match == null ? 0 : match.start() - text.start() + 1;
    }
    String string = text.toString();
    Matcher matcher = regex.pattern().matcher(string);
    return matcher.find() ? string.codePointCount(0, matcher.start()) + 1 : 0;
  }
}
