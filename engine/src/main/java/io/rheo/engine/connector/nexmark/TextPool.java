package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.BytesColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Texts to choose from, in one buffer. A column of chosen texts points into it: no byte is copied.
 */
final class TextPool {
  private final byte[] bytes;
  private final long[] slices; // start and length in one word: one miss of the cache, not two

  TextPool(List<String> texts) {
    bytes = String.join("", texts).getBytes(StandardCharsets.ISO_8859_1);
    slices = new long[texts.size()];
    int end = 0;
    for (int i = 0; i < slices.length; i++) {
      int length = texts.get(i).length();
      slices[i] = (long) end << Integer.SIZE | length;
      end += length;
    }
  }

  /** For each event the text with the index given. */
  BytesColumn at(int[] indexes, int count) {
    int[] starts = new int[count];
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      long slice = slices[indexes[i]];
      starts[i] = (int) (slice >>> Integer.SIZE);
      lengths[i] = (int) slice;
    }
    return new BytesColumn(bytes, starts, lengths, null);
  }

  /** For each event one of the texts, all equally likely. */
  BytesColumn any(EventRows events, long salt) {
    long[] hashes = events.hashes();
    int[] indexes = new int[events.count()];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = (int) Draws.upper(Draws.draw(hashes[i], salt), slices.length);
    }
    return at(indexes, indexes.length);
  }
}
