package io.rheo.server.avatica;

import java.util.regex.Pattern;
import org.apache.calcite.avatica.Meta.Pat;

/** JDBC's patterns of names: {@code %}, {@code _}, and a backslash before either to mean itself. */
final class NamePattern {
  private NamePattern() {}

  /** Whether a name matches; letter case does not count, as in the dialect. */
  static boolean matches(Pat pattern, String name) {
    return pattern == null || pattern.s == null || compile(pattern.s).matcher(name).matches();
  }

  private static Pattern compile(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(pattern.substring(i, i + 1)));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(
        regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }
}
