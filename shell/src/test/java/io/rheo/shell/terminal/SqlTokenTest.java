package io.rheo.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SqlTokenTest {
  private static List<String> read(String sql) {
    return SqlToken.read(sql).stream().map(t -> t.kind() + " " + t.text(sql)).toList();
  }

  @Test
  void tellsTheKindsApart() {
    assertThat(read("select `a b`, x1 -- end\nFROM \"T\" /* c */ where s = 'it''s' and 1.5e3<2"))
        .containsExactly(
            "KEYWORD select",
            "QUOTED_NAME `a b`",
            "SYMBOL ,",
            "NAME x1",
            "COMMENT -- end\n",
            "KEYWORD FROM",
            "QUOTED_NAME \"T\"",
            "COMMENT /* c */",
            "KEYWORD where",
            "NAME s",
            "SYMBOL =",
            "STRING 'it'",
            "STRING 's'",
            "KEYWORD and",
            "NUMBER 1.5e3",
            "SYMBOL <",
            "NUMBER 2");
  }

  @Test
  void whatIsNotClosedGoesToTheEnd() {
    assertThat(read("'open")).containsExactly("STRING 'open");
    assertThat(read("/* open")).containsExactly("COMMENT /* open");
  }

  @Test
  void takesAnyText() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    String alphabet = "aZ0 \n'\"`-/*.;,$\ud83d\ude00日";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(20); j > 0; j--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      int seen = 0;
      for (SqlToken token : SqlToken.read(text)) {
        assertThat(token.start()).as("seed %d: %s", seed, text).isGreaterThanOrEqualTo(seen);
        assertThat(token.end()).isGreaterThan(token.start());
        assertThat(text.substring(seen, token.start())).isBlank();
        seen = token.end();
      }
      assertThat(text.substring(seen)).isBlank();
    }
  }
}
