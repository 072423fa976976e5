package io.rheo.engine.column;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytesBuilderTest {
  private static final byte[] TEXT = "one two".getBytes(UTF_8);

  @Test
  void copiesASliceThatRepeatsOnce() {
    BytesBuilder builder = new BytesBuilder();
    builder.appendLasting(TEXT, 0, 3);
    builder.appendLasting(TEXT, 0, 3);
    builder.appendNull();
    builder.appendLasting(TEXT, 0, 3);
    builder.appendLasting(TEXT, 4, 3);
    builder.append("other");
    builder.appendLasting(TEXT, 4, 3);
    BytesColumn column = (BytesColumn) builder.build();
    assertThat(texts(column, 7)).containsExactly("one", "one", null, "one", "two", "other", "two");
    assertThat(column.starts()[3]).isEqualTo(column.starts()[0]);
    assertThat(column.starts()[6]).isEqualTo(column.starts()[4]);
  }

  @Test
  void knowsNothingOfTheColumnBefore() {
    BytesBuilder builder = new BytesBuilder();
    builder.append("something");
    builder.appendLasting(TEXT, 0, 3);
    builder.build();
    builder.appendLasting(TEXT, 0, 3);
    assertThat(texts((BytesColumn) builder.build(), 1)).containsExactly("one");
  }

  @Test
  void copiesWhatWasSharedWhenAnotherBufferComes() {
    BytesBuilder builder = new BytesBuilder();
    builder.shareBuffer(TEXT);
    builder.appendLasting(TEXT, 4, 3);
    builder.append("other");
    builder.appendLasting(TEXT, 4, 3);
    builder.appendLasting(TEXT, 4, 3);
    assertThat(texts((BytesColumn) builder.build(), 4))
        .containsExactly("two", "other", "two", "two");
  }

  @Test
  void knowsWhereAnAdoptedSliceWentThatRepeats() {
    byte[] other = TEXT.clone();
    BytesBuilder builder = new BytesBuilder();
    builder.adoptBuffers();
    builder.appendLasting(TEXT, 4, 3);
    builder.appendLasting(TEXT, 4, 3);
    builder.appendLasting(other, 0, 3);
    builder.appendLasting(other, 0, 3);
    builder.appendLasting(TEXT, 4, 3);
    assertThat(texts((BytesColumn) builder.build(), 5))
        .containsExactly("two", "two", "one", "one", "two");
  }

  @Test
  void writesOverWhatItForgot() {
    BytesBuilder builder = new BytesBuilder();
    builder.appendLasting(TEXT, 0, 3);
    builder.appendLasting(TEXT, 4, 3);
    builder.truncate(0);
    builder.appendLasting(TEXT, 4, 3);
    builder.appendLasting(TEXT, 0, 3);
    assertThat(texts((BytesColumn) builder.build(), 2)).containsExactly("two", "one");
  }

  private static List<String> texts(BytesColumn column, int size) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      texts.add(column.isNull(row) ? null : column.string(row));
    }
    return texts;
  }
}
