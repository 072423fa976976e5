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

  /** For each event the text with the index given at its place. */
  BytesColumn at(int[] indexes, EventRows events) {
    int[] starts = new int[events.places()];
    int[] lengths = new int[starts.length];
    for (int i = 0; i < starts.length; i++) {
      long slice = slices[indexes[i]];
      starts[i] = (int) (slice >>> Integer.SIZE);
      lengths[i] = (int) slice;
    }
    return events.texts(bytes, starts, lengths);
  }

  /** For each event one of the texts, all equally likely. */
  BytesColumn any(EventRows events, long salt) {
    long[] hashes = events.hashes();
    int[] starts = new int[events.places()];
    int[] lengths = new int[starts.length];
    for (int i = 0; i < starts.length; i++) {
      long slice = slices[(int) Draws.upper(Draws.draw(hashes[i], salt), slices.length)];
      starts[i] = (int) (slice >>> Integer.SIZE);
      lengths[i] = (int) slice;
    }
    return events.texts(bytes, starts, lengths);
  }
}
