package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTest {
  @Test
  void splitsAtCommas() {
    assertThat(CellText.split("a,  b c , null,\"x, y\" # late"))
        .isEqualTo(Arrays.asList("a", "b c", null, "x, y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a", "null", "a,b", " a", "a ", "say \"hi\"", "a\\n", "a\nb", "#", "\\"})
  void readsBackWhatItWrites(String text) {
    List<String> cells = Arrays.asList(text, null, text);

    assertThat(CellText.split(CellText.join(cells))).isEqualTo(cells);
  }

  @Test
  void quotesMustClose() {
    assertThatThrownBy(() -> CellText.split("a, \"b")).hasMessageContaining("no closing quote");
  }
}
