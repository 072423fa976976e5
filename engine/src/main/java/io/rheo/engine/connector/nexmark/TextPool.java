package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.BytesColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Texts to choose from, in one buffer. A column of chosen texts points into it: no byte is copied.
 */
final class TextPool {
  private final byte[] bytes;
  private final int[] starts;
  private final int[] lengths;

  TextPool(List<String> texts) {
    bytes = String.join("", texts).getBytes(StandardCharsets.ISO_8859_1);
    starts = new int[texts.size()];
    lengths = new int[texts.size()];
    int end = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = end;
      lengths[i] = texts.get(i).length();
      end += lengths[i];
    }
  }

  /** For each event the text with the index given. */
  BytesColumn at(int[] indexes, int count) {
    int[] chosenStarts = new int[count];
    int[] chosenLengths = new int[count];
    for (int i = 0; i < count; i++) {
      chosenStarts[i] = starts[indexes[i]];
      chosenLengths[i] = lengths[indexes[i]];
    }
    return new BytesColumn(bytes, chosenStarts, chosenLengths, null);
  }

  /** For each event one of the texts, all equally likely. */
  BytesColumn any(EventRows events, long salt) {
    long[] hashes = events.hashes();
    int[] indexes = new int[events.count()];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = (int) Draws.upper(Draws.draw(hashes[i], salt), starts.length);
    }
    return at(indexes, indexes.length);
  }
}
