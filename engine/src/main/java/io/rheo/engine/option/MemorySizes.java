package io.rheo.engine.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as Flink writes them in options: {@code 128MB}, {@code 16 mb}, {@code 4096}. */
public final class MemorySizes {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\s*([a-z]*)");

  private MemorySizes() {}

  /**
   * The size in bytes; a number alone is bytes, and units are powers of 1024 as in Flink. Throws
   * {@link IllegalArgumentException} for anything else.
   */
  public static long parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a size: " + text);
    }
    int shift =
        switch (matcher.group(2)) {
          case "", "b", "bytes" -> 0;
          case "k", "kb", "kib", "kibibytes" -> 10;
          case "m", "mb", "mib", "mebibytes" -> 20;
          case "g", "gb", "gib", "gibibytes" -> 30;
          case "t", "tb", "tib", "tebibytes" -> 40;
          default -> throw new IllegalArgumentException("not a unit: " + matcher.group(2));
        };
    long number = Long.parseLong(matcher.group(1));
    if (number > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("too large: " + text);
    }
    return number << shift;
  }
}
