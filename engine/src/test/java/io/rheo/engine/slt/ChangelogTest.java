package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.slt.Changelog.Change;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangelogTest {
  private static final RowType TYPE = RowType.of(new Field("a", DataType.of(TypeName.INTEGER)));

  @Test
  void retractionsTakeRowsAway() {
    Changelog changelog =
        new Changelog(
            TYPE, List.of(change(1, "a"), change(1, "b"), change(1, "b"), change(-1, "a")));

    assertThat(changelog.finalRows()).containsExactly(List.of("b"), List.of("b"));
    assertThat(changelog.lines()).containsExactly("+ a", "+ b", "+ b", "- a");
  }

  @Test
  void nothingIsRetractedThatWasNotThere() {
    Changelog changelog = new Changelog(TYPE, List.of(change(1, "a"), change(-1, "b")));

    assertThatThrownBy(changelog::finalRows)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("- b");
  }

  private static Change change(int weight, String cell) {
    return new Change(weight, List.of(cell));
  }
}
