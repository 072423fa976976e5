package io.rheo.sql.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.testing.Seeds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceTest {
  @Test
  void knowsTheThreeLineEnds() {
    Source source = new Source("f.sql", "ab\ncd\r\nef\rgh");
    assertThat(List.of(source.line(1), source.line(2), source.line(3), source.line(4)))
        .containsExactly("ab", "cd", "ef", "gh");
    assertThat(source.line(5)).isEmpty();
    assertThat(source.position(7, 12)).isEqualTo(new Position(3, 1, 4, 2));
  }

  @Test
  void offsetsAndPositionsAreInverse() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(30); j >= 0; j--) {
        text.append("ab\n\r価".charAt(random.nextInt(5)));
      }
      Source source = new Source("f.sql", text.toString());
      int start = random.nextInt(text.length());
      int end = start + 1 + random.nextInt(text.length() - start);
      Position position = source.position(start, end);
      assertThat(source.offset(position.line(), position.column()))
          .as("seed %d", seed)
          .isEqualTo(start);
      assertThat(source.offset(position.endLine(), position.endColumn()))
          .as("seed %d", seed)
          .isEqualTo(end - 1);
    }
  }

  @Test
  void refusesRangesThatEndBeforeTheyBegin() {
    assertThatThrownBy(() -> new Position(2, 1, 1, 5)).isInstanceOf(IllegalArgumentException.class);
  }
}
