package io.rheo.sql.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final List<String> COLUMNS = List.of("symbol", "price", "Volume", "ts");

  @ParameterizedTest
  @CsvSource({
    "prise, price",
    "pirce, price",
    "PRICES, price",
    "volum, Volume",
    "simbol, symbol",
    "t, ts",
    "tz, ts"
  })
  void findsTheNearestNameWhateverItsCase(String written, String meant) {
    assertThat(Suggestions.nearest(written, COLUMNS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"quantity", "x", "symmetry", "priceless"})
  void keepsQuietWhenNothingIsNear(String written) {
    assertThat(Suggestions.nearest(written, COLUMNS)).isEmpty();
  }

  @Test
  void saysTheGuessAndTheKnownNames() {
    assertThat(Suggestions.didYouMean("prise", "columns", COLUMNS))
        .isEqualTo("did you mean 'price'? columns: symbol, price, Volume, ts");
    assertThat(Suggestions.didYouMean("quantity", "columns", COLUMNS))
        .isEqualTo("use one of the columns: symbol, price, Volume, ts");
    assertThat(Suggestions.didYouMean("x", "tables", List.of())).isEmpty();
  }

  @Test
  void distanceIsAMetricThatSeesAnyOneEdit() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String word = word(random);
      String other = word(random);
      String edited = edit(word, random);
      assertThat(Suggestions.distance(word, edited)).as("seed %d", seed).isLessThanOrEqualTo(1);
      assertThat(Suggestions.distance(word, other))
          .as("seed %d", seed)
          .isEqualTo(Suggestions.distance(other, word))
          .isBetween(
              Math.abs(word.length() - other.length()), Math.max(word.length(), other.length()));
      assertThat(Suggestions.distance(word, other) == 0).isEqualTo(word.equals(other));
    }
  }

  private static String word(Random random) {
    return random
        .ints(1 + random.nextInt(6), 'a', 'e')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String edit(String word, Random random) {
    StringBuilder edited = new StringBuilder(word);
    int at = random.nextInt(word.length());
    switch (random.nextInt(4)) {
      case 0 -> edited.setCharAt(at, 'z');
      case 1 -> edited.deleteCharAt(at);
      case 2 -> edited.insert(at, 'z');
      default -> {
        if (at > 0) {
          edited.setCharAt(at, word.charAt(at - 1));
          edited.setCharAt(at - 1, word.charAt(at));
        }
      }
    }
    return edited.toString();
  }
}
