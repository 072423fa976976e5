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

  /** For each event the text with the index given in its row. */
  BytesColumn at(int[] indexes, EventRows events) {
    int[] starts = new int[events.rowCount()];
    int[] lengths = new int[starts.length];
    for (int run = 0; run < events.runCount(); run++) {
      int end = events.end(run);
      for (int row = events.start(run); row < end; row++) {
        long slice = slices[indexes[row]];
        starts[row] = (int) (slice >>> Integer.SIZE);
        lengths[row] = (int) slice;
      }
    }
    return new BytesColumn(bytes, starts, lengths, events.validity());
  }

  /** For each event one of the texts, all equally likely. */
  BytesColumn any(EventRows events, long salt) {
    long[] hashes = events.hashes();
    int[] starts = new int[events.rowCount()];
    int[] lengths = new int[starts.length];
    for (int run = 0; run < events.runCount(); run++) {
      int end = events.end(run);
      for (int row = events.start(run); row < end; row++) {
        long slice = slices[(int) Draws.upper(Draws.draw(hashes[row], salt), slices.length)];
        starts[row] = (int) (slice >>> Integer.SIZE);
        lengths[row] = (int) slice;
      }
    }
    return new BytesColumn(bytes, starts, lengths, events.validity());
  }
}
