package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.slt.SltBlock.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SltFileTest {
  private static final Path PATH = Path.of("test.slt");

  private static final List<String> LINES =
      """
      # What it is about.

      input t
      CREATE TABLE t (
        a INT
      )
      ----
      1
      null

      query changelog late=2
      SELECT a FROM t
      ----
      + 1
      oracle same

      query
      SELECT 2
      oracle
      SELECT
        2

      statement
      SET 'a' = 'b'
      """
          .lines()
          .toList();

  @Test
  void readsParagraphs() {
    List<SltBlock> blocks = SltFile.parse(PATH, withResult()).blocks();

    assertThat(blocks)
        .extracting(SltBlock::kind)
        .containsExactly(Kind.INPUT, Kind.QUERY, Kind.QUERY, Kind.STATEMENT);
    assertThat(blocks).extracting(SltBlock::line).containsExactly(3, 11, 17, 25);
    assertThat(blocks.get(0).sql()).isEqualTo("CREATE TABLE t (\n  a INT\n)");
    assertThat(blocks.get(0).expected()).containsExactly("1", "null");
    assertThat(blocks.get(1).words()).isEqualTo(Map.of("changelog", "", "late", "2"));
    assertThat(blocks.get(1).oracle()).hasValue("SELECT a FROM t");
    assertThat(blocks.get(2).oracle()).hasValue("SELECT\n  2");
    assertThat(blocks.get(3).expected()).isEmpty();
  }

  @Test
  void replacesOnlyWhatIsExpected() {
    SltFile file = SltFile.parse(PATH, withResult());

    List<String> updated =
        file.withExpected(Map.of(11, List.of("+ 1", "- 1"), 25, List.of("done")));

    assertThat(updated.subList(0, 15)).endsWith("----", "+ 1", "- 1");
    assertThat(updated).endsWith("statement", "SET 'a' = 'b'", "----", "done");
    assertThat(updated).hasSize(withResult().size() + 3);
    assertThat(SltFile.parse(PATH, updated).blocks())
        .extracting(SltBlock::sql)
        .containsExactlyElementsOf(file.blocks().stream().map(SltBlock::sql).toList());
  }

  @Test
  void anOracleNeedsAResult() {
    assertThatThrownBy(() -> SltFile.parse(PATH, LINES)).hasMessageContaining("test.slt:17");
  }

  @Test
  void unknownKindsAreErrors() {
    assertThatThrownBy(() -> SltFile.parse(PATH, List.of("", "qurey", "SELECT 1")))
        .hasMessageContaining("test.slt:2: unknown kind 'qurey'");
  }

  /** The lines with a result for the last query. */
  private static List<String> withResult() {
    return String.join("\n", LINES)
        .replace("SELECT 2\noracle", "SELECT 2\n----\n2\noracle")
        .lines()
        .toList();
  }
}
