package io.rheo.sql.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.sql.error.Position;
import io.rheo.sql.error.SqlError;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static final Map<String, String> VALUES =
      Map.of("DIR", "/data/very/long", "N", "3", "QUOTED", "it's", "EMPTY", "");

  private static SqlText replace(String text) {
    return Variables.replace(
        SqlText.of("f.sql", text), name -> Optional.ofNullable(VALUES.get(name)));
  }

  @Test
  void replacesInsideAndOutsideQuotes() {
    assertThat(replace("SELECT ${N}, '${DIR}/x${EMPTY}', \"${N}\"").text())
        .isEqualTo("SELECT 3, '/data/very/long/x', \"3\"");
  }

  @Test
  void aValueCannotEndTheStringItIsIn() {
    assertThat(replace("SELECT '${QUOTED}', \"${QUOTED}\"").text())
        .isEqualTo("SELECT 'it''s', \"it's\"");
  }

  @Test
  void commentsAreLeftAlone() {
    assertThat(replace("SELECT 1 -- ${NOT_SET}\n /* ${NOT_SET} */").text())
        .isEqualTo("SELECT 1 -- ${NOT_SET}\n /* ${NOT_SET} */");
  }

  @Test
  void whatIsNotSetIsAnErrorAtItsPlace() {
    SqlText statement = Script.split("f.sql", "SELECT 1;\nSELECT ${N},\n  '${WHERE}'").get(1);
    assertThatThrownBy(
            () -> Variables.replace(statement, name -> Optional.ofNullable(VALUES.get(name))))
        .isInstanceOfSatisfying(
            SqlError.class, e -> assertThat(e.position()).contains(new Position(3, 4, 3, 11)));
  }

  @Test
  void placesAfterAReplacementPointIntoTheFile() {
    String file = "SELECT 1; SELECT '${DIR}', ${N} + x\nFROM ${N} y";
    SqlText statement =
        Variables.replace(
            Script.split("f.sql", file).get(1), name -> Optional.of(VALUES.get(name)));
    for (String word : new String[] {"+ x", "FROM", " y"}) {
      int start = statement.text().indexOf(word);
      Position place = statement.position(start, start + word.length());
      assertThat(statement.source().offset(place.line(), place.column()))
          .isEqualTo(file.indexOf(word));
    }
  }

  @Test
  void aPlaceInsideAReplacementIsTheWholeVariable() {
    SqlText statement = replace("SELECT '${DIR}' x");
    int start = statement.text().indexOf("very");
    assertThat(statement.position(start, start + 4)).isEqualTo(new Position(1, 9, 1, 14));
  }
}
