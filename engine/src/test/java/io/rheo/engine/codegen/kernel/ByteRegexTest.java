package io.rheo.engine.codegen.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRegexTest {
  private static final String ALPHABET = "ab&=c1 _-\n";
  private static final List<String> ATOMS =
      List.of("a", "b", "ab", "&", "=", ".", "\\d", "\\w", "\\S", "[ab]", "[^a]", "[a-c1]", "\\-");
  private static final List<String> REPEATS =
      List.of("", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{1,}?");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(&|^)channel_id=([^&]*)",
        "^a+b$",
        "(?:a|ab)(c|bcd)?(d*)",
        "(a|)b",
        "(a)?(b)?",
        "[a-]",
        "[-a]+",
        "[&^]x",
        "[^\\d\\s]+\\.",
        "x{2,3}?y",
        "a\\|b"
      })
  void readsWhatIsUsual(String regex) {
    assertThat(ByteRegex.of(regex)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a)*", "(?i)a", "a++", "(?=a)", "(a)\\1", "\\bx", "[a&&b]", "[[a]]", "é", "a{2000}",
        "(?<n>a)", "\\p{L}", "[^é]", "a*{2}", "\\Qa\\E", "a]"
      })
  void leavesTheRestToJava(String regex) {
    assertThat(ByteRegex.of(regex)).isEmpty();
  }

  @Test
  void takesTextsWhereBytesAreCharacters() {
    ByteRegex regex = ByteRegex.of("b$").orElseThrow();
    assertThat(regex.takes(Slice.of("ab"))).isTrue();
    assertThat(regex.takes(Slice.of("é b"))).isFalse();
    assertThat(regex.takes(Slice.of("ab\n"))).isFalse();
    assertThat(ByteRegex.of("b").orElseThrow().takes(Slice.of("ab\n"))).isTrue();
  }

  @Test
  void findsWhatJavaFinds() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < 3_000; i++) {
      String regex = regex(random, 3);
      ByteRegex bytes = ByteRegex.of(regex).orElse(null);
      if (bytes != null) {
        taken++;
        for (int j = 0; j < 10; j++) {
          compare(regex, bytes, text(random));
        }
      }
    }
    assertThat(taken).isGreaterThan(2_000);
  }

  private static void compare(String regex, ByteRegex bytes, String text) {
    Slice slice = Slice.of(("xy" + text + "ab=").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Slice part = slice.part(2, slice.length() - 3); // what is around it must not matter
    if (!bytes.takes(part)) {
      return;
    }
    Matcher matcher = Pattern.compile(regex).matcher(text);
    RegexNode.Run run = bytes.find(part);
    assertThat(run != null).as("'%s' in '%s'", regex, text).isEqualTo(matcher.find());
    for (int group = 0; run != null && group <= matcher.groupCount(); group++) {
      Slice found = run.group(group);
      assertThat(found == null ? null : found.toString())
          .as("group %s of '%s' in '%s'", group, regex, text)
          .isEqualTo(matcher.group(group));
      assertThat(run.start() - part.start()).isEqualTo(matcher.start());
    }
    assertThat(bytes.all(part) != null)
        .as("'%s' is '%s'", regex, text)
        .isEqualTo(matcher.matches());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static String regex(Random random, int depth) {
    StringBuilder regex = new StringBuilder();
    for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
      int kind = random.nextInt(10);
      if (kind == 0) {
        regex.append(random.nextBoolean() ? '^' : '$');
      } else if (kind < 4 && depth > 0) {
        String inside = regex(random, depth - 1) + (random.nextBoolean() ? "|" : "");
        inside += inside.endsWith("|") ? regex(random, depth - 1) : "";
        String after = random.nextInt(3) > 0 ? "" : random.nextBoolean() ? "?" : "??";
        regex.append(random.nextBoolean() ? "(" : "(?:").append(inside).append(')').append(after);
      } else {
        regex.append(ATOMS.get(random.nextInt(ATOMS.size())));
        regex.append(REPEATS.get(random.nextInt(REPEATS.size())));
      }
    }
    return regex.toString();
  }
}
