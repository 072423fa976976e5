package io.rheo.engine.codegen.kernel;

import java.util.regex.Pattern;

/** A compiled regular expression, as generated code holds it. Thread-safe. */
public final class Regex {
  private final Pattern pattern;
  private final ByteRegex bytes; // null: only Java's can match it

  Regex(String regex) {
    pattern = Pattern.compile(regex);
    bytes = ByteRegex.of(regex).orElse(null);
  }

  Pattern pattern() {
    return pattern;
  }

  /** The form that matches this text without decoding it; {@code null} if that one cannot. */
  ByteRegex onBytes(Slice text) {
    return bytes != null && bytes.takes(text) ? bytes : null;
  }
}
