package io.rheo.shell.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldedRowsTest {
  @Test
  void anUpdatedRowKeepsItsPlace() {
    FoldedRows rows = new FoldedRows();
    rows.apply(ChangeKind.INSERT, new String[] {"a", "1"});
    rows.apply(ChangeKind.INSERT, new String[] {"b", "1"});
    rows.apply(ChangeKind.UPDATE_BEFORE, new String[] {"a", "1"});
    assertThat(text(rows)).containsExactly("b1");
    rows.apply(ChangeKind.UPDATE_AFTER, new String[] {"a", "2"});
    assertThat(text(rows)).containsExactly("a2", "b1");
  }

  @Test
  void theInsertOfARowThatWasRetractedBeforeMakesUpForIt() {
    FoldedRows rows = new FoldedRows();
    rows.apply(ChangeKind.DELETE, new String[] {"a", null});
    rows.apply(ChangeKind.UPDATE_BEFORE, new String[] {"b", "1"});
    rows.apply(ChangeKind.UPDATE_AFTER, new String[] {"b", "2"});
    assertThat(text(rows)).containsExactly("b2");
    rows.apply(ChangeKind.UPDATE_BEFORE, new String[] {"b", "2"});
    rows.apply(ChangeKind.UPDATE_AFTER, new String[] {"a", null});
    assertThat(text(rows)).isEmpty();
    rows.apply(ChangeKind.INSERT, new String[] {"a", null});
    assertThat(text(rows)).containsExactly("anull");
    rows.apply(ChangeKind.INSERT, new String[] {"b", "1"});
    assertThat(rows.size()).isEqualTo(1);
  }

  @Test
  void agreesWithAListUnderRandomChanges() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    FoldedRows rows = new FoldedRows();
    List<String> expected = new ArrayList<>(); // as a multiset
    for (int i = 0; i < 20_000; i++) {
      boolean insert = expected.isEmpty() || random.nextInt(100) < (i < 10_000 ? 55 : 45);
      String value = insert || random.nextBoolean() ? randomCell(random) : null;
      if (insert) {
        rows.apply(ChangeKind.INSERT, new String[] {value});
        expected.add(value);
      } else {
        String victim = expected.remove(random.nextInt(expected.size()));
        boolean update = random.nextBoolean();
        rows.apply(update ? ChangeKind.UPDATE_BEFORE : ChangeKind.DELETE, new String[] {victim});
        if (update) {
          rows.apply(ChangeKind.UPDATE_AFTER, new String[] {value});
          expected.add(value);
        }
      }
      assertThat(rows.size()).as("seed %d", seed).isEqualTo(expected.size());
      if (i % 500 == 0) {
        List<String> actual = new ArrayList<>();
        rows.forEach(row -> actual.add(row[0]));
        assertThat(actual).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  private static String randomCell(Random random) {
    return "v" + random.nextInt(30);
  }

  private static List<String> text(FoldedRows rows) {
    List<String> text = new ArrayList<>();
    rows.forEach(row -> text.add(String.join("", row)));
    return text;
  }
}
