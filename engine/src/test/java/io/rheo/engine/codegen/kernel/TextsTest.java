package io.rheo.engine.codegen.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What works on words of bytes does what String does. */
class TextsTest {
  private static final String[] CHARACTERS = {
    "a", "b", "z", "A", "Z", "@", "[", "`", "{", "/", " ", "é", "ß", "→", "😀"
  };

  @Test
  void agreesWithString() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      int choices = random.nextInt(4) == 0 ? CHARACTERS.length : 11; // mostly ASCII
      String text = text(random, choices, 30);
      String wanted = text(random, choices, 3);
      compare("seed " + seed, text, wanted, text(random, choices, 4), random.nextInt(5));
    }
  }

  private static void compare(String as, String text, String wanted, String other, int before) {
    Slice slice = within(text, before);
    Slice part = within(wanted, 1);
    assertThat(Texts.length(slice)).as(as).isEqualTo(text.codePointCount(0, text.length()));
    assertThat(Texts.lower(slice).toString()).as(as).isEqualTo(text.toLowerCase(Locale.ROOT));
    assertThat(Texts.upper(slice).toString()).as(as).isEqualTo(text.toUpperCase(Locale.ROOT));
    assertThat(slice.isAscii()).as(as).isEqualTo(text.chars().allMatch(c -> c < 128));
    int at = text.indexOf(wanted);
    assertThat(Texts.position(part, slice))
        .as(as)
        .isEqualTo(at < 0 ? 0 : text.codePointCount(0, at) + 1);
    String replaced = wanted.isEmpty() ? text : text.replace(wanted, other);
    assertThat(Texts.replace(slice, part, within(other, 2)).toString()).as(as).isEqualTo(replaced);
    assertThat(Texts.length(slice) + Texts.lengthAdded(slice, part, within(other, 2)))
        .as(as)
        .isEqualTo(replaced.codePointCount(0, replaced.length()));
    if (!wanted.isEmpty()) {
      String[] parts = text.split(java.util.regex.Pattern.quote(wanted), -1);
      for (int i = 0; i < parts.length; i++) {
        long found = TextParts.splitIndex(slice, part, i);
        assertThat(found).as(as).isNotEqualTo(Slice.PACKED_NULL);
        assertThat(slice.unpacked(found).toString()).as(as).isEqualTo(parts[i]);
      }
      assertThat(TextParts.splitIndex(slice, part, parts.length))
          .as(as)
          .isEqualTo(Slice.PACKED_NULL);
    }
  }

  /** The text in the middle of letters, which must not matter. */
  private static Slice within(String text, int before) {
    String after = "/aZb".substring(before);
    byte[] bytes = ("aaZ/".substring(0, before) + text + after).getBytes(StandardCharsets.UTF_8);
    return Slice.of(bytes).part(before, bytes.length - after.length());
  }

  private static String text(Random random, int choices, int longest) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(longest + 1); length > 0; length--) {
      text.append(CHARACTERS[random.nextInt(choices)]);
    }
    return text.toString();
  }
}
