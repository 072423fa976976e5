package io.rheo.sql.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SqlErrorTest {
  private final SqlError error =
      SqlError.of(ErrorCode.COLUMN_NOT_FOUND, "column 'prise' not found");

  @Test
  void showsTheWholeTokenUnderItsLine() {
    Source source = new Source("trades.sql", "CREATE x;\n\nSELECT *\n  FROM t WHERE prise > 1");
    String text =
        error
            .why("there is none")
            .fix("use another")
            .at(source, new Position(4, 16, 4, 20))
            .render();
    assertThat(text)
        .isEqualTo(
            """
            trades.sql:4:16: error RH0212: column 'prise' not found
                FROM t WHERE prise > 1
                             ^^^^^
              why: there is none
              fix: use another""");
  }

  @Test
  void keepsTabsAndCountsWideLettersTwice() {
    Source source = new Source("f.sql", "\tSELECT 'é価', x");
    assertThat(error.at(source, new Position(1, 14, 1, 14)).render())
        .isEqualTo(
            """
            f.sql:1:14: error RH0212: column 'prise' not found
                SELECT 'é価', x
                             ^""");
  }

  @Test
  void marksOnlyTheFirstLineOfALongToken() {
    Source source = new Source("f.sql", "SELECT (1 +\n  2) FROM t");
    assertThat(error.at(source, new Position(1, 8, 2, 4)).render())
        .endsWith("(1 +\n           ^^^^");
  }

  @Test
  void showsTheNeighbourhoodInALineThatIsTooLong() {
    Source source = new Source("f.sql", "x".repeat(1000) + " here " + "y".repeat(1000));
    String[] lines = error.at(source, new Position(1, 1002, 1, 1005)).render().split("\n", -1);
    assertThat(lines[1]).hasSizeLessThan(170).contains(" here ");
    assertThat(lines[2].indexOf('^')).isEqualTo(lines[1].indexOf("here"));
  }

  @Test
  void theFirstPlaceIsKeptBecauseItIsNearest() {
    Source source = new Source("f.sql", "SELECT a");
    SqlError twice = error.at(source, Position.at(1, 8)).at(source, Position.at(1, 1));
    assertThat(twice.position()).contains(Position.at(1, 8));
    assertThat(twice.getMessage()).isEqualTo("f.sql:1:8: error RH0212: column 'prise' not found");
  }

  @Test
  void withoutAPlaceThereIsNoLine() {
    assertThat(error.fix("do it").in(new Source("f.sql", "SELECT")).render())
        .isEqualTo("f.sql: error RH0212: column 'prise' not found\n  fix: do it");
  }

  @Test
  void codesAreUniqueAndWellFormed() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code)).doesNotHaveDuplicates();
    assertThat(ErrorCode.values())
        .allSatisfy(
            code -> {
              assertThat(code.code()).matches("RH\\d{4}");
              assertThat(code.sqlState()).matches("[0-9A-Z]{5}");
            });
  }
}
