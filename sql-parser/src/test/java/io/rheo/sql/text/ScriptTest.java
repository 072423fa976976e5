package io.rheo.sql.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.sql.error.Position;
import io.rheo.sql.error.SqlError;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  private static List<String> split(String text) {
    return Script.split("f.sql", text).stream().map(SqlText::text).toList();
  }

  @Test
  void semicolonsInQuotesAndCommentsDoNotCount() {
    assertThat(
            split(
                """
                -- first; comment
                SELECT ';' , "a;b", `c;d` /* e;f */ FROM t; ;
                /* only
                   a comment; */ ;
                SELECT 'it''s; fine' -- end;
                """))
        .containsExactly("SELECT ';' , \"a;b\", `c;d` /* e;f */ FROM t", "SELECT 'it''s; fine'");
  }

  @Test
  void aStatementSetIsOneStatement() {
    assertThat(
            split(
                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN x THEN 1 END; "
                    + "INSERT INTO b SELECT 1; END; SELECT 2"))
        .hasSize(2)
        .last()
        .isEqualTo("SELECT 2");
    assertThat(
            split(
                "BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END; "
                    + "EXPLAIN STATEMENT SET BEGIN INSERT INTO b SELECT 1; END; "
                    + "EXPLAIN PLAN FOR EXECUTE STATEMENT SET BEGIN INSERT INTO b SELECT 1; END; "
                    + "SELECT 2"))
        .hasSize(4)
        .last()
        .isEqualTo("SELECT 2");
  }

  @Test
  void aStatementKnowsItsPlaceInTheFile() {
    SqlText second = Script.split("f.sql", "SELECT 1;\n\n  -- two\n  SELECT x\n  FROM y;").get(1);
    assertThat(second.text()).isEqualTo("SELECT x\n  FROM y");
    assertThat(second.position(1, 8, 1, 8)).isEqualTo(new Position(4, 10, 4, 10));
    assertThat(second.position(2, 8, 2, 8)).isEqualTo(new Position(5, 8, 5, 8));
  }

  @Test
  void emptyScriptsHaveNoStatements() {
    assertThat(split("")).isEmpty();
    assertThat(split(" ;; -- nothing")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 'a", "SELECT \"a", "SELECT `a", "SELECT /* a", "SELECT 'a''"})
  void whatIsNotClosedIsAnErrorAtItsBeginning(String text) {
    assertThatThrownBy(() -> Script.split("f.sql", text))
        .isInstanceOfSatisfying(
            SqlError.class,
            e -> {
              assertThat(e.code().code()).isEqualTo("RH0102");
              assertThat(e.position()).isPresent();
            });
    assertThat(Script.isComplete(text + ";")).isFalse();
  }

  @Test
  void aTextIsCompleteWhenItsLastStatementIsClosed() {
    assertThat(Script.isComplete("")).isTrue();
    assertThat(Script.isComplete("SELECT 1")).isFalse();
    assertThat(Script.isComplete("SELECT 1;")).isTrue();
    assertThat(Script.isComplete("SELECT 1; -- done")).isTrue();
    assertThat(Script.isComplete("SELECT 1; SELECT")).isFalse();
    assertThat(Script.isComplete("SELECT ';'")).isFalse();
    assertThat(Script.isComplete("EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;")).isFalse();
    assertThat(Script.isComplete("EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END;"))
        .isTrue();
    assertThat(Script.isComplete("begin statement set; INSERT INTO a SELECT 1;")).isFalse();
    assertThat(Script.isComplete("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;")).isTrue();
  }

  @Test
  void anyMixOfPiecesComesBackAsItWasWritten() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    String[] pieces = {
      "a", "'x;y'", "\"q;\"", "`;`", " ", "\n", "1", "+", "'it''s'", "/*;*/", "--;\n"
    };
    for (int i = 0; i < 300; i++) {
      List<String> written = new ArrayList<>();
      StringBuilder script = new StringBuilder();
      for (int s = random.nextInt(5); s > 0; s--) {
        StringBuilder statement = new StringBuilder("SELECT ");
        for (int p = random.nextInt(8); p > 0; p--) {
          statement.append(pieces[random.nextInt(pieces.length)]);
        }
        statement.append("END_");
        written.add(statement.toString());
        script.append("-- ;\n ").append(statement).append(" /* ; */;\n");
      }
      List<SqlText> statements = Script.split("f.sql", script.toString());
      assertThat(statements).as("seed %d", seed).extracting(SqlText::text).isEqualTo(written);
      for (SqlText statement : statements) {
        int at = random.nextInt(statement.text().length());
        Position place = statement.position(at, at + 1);
        int offset = statement.source().offset(place.line(), place.column());
        assertThat(script.charAt(offset))
            .as("seed %d", seed)
            .isEqualTo(statement.text().charAt(at));
      }
    }
  }
}
