package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.BytesColumn;

/** Texts of random letters: pieces of one long text, which no byte is copied of. */
final class Letters {
  private static final int POOL_BYTES = 1 << 18; // stays in the cache
  private static final int LONGEST = 1 << 14;
  private static final int SPACE_EVERY = 13;
  private static final int ALPHABET = 26;

  /** Letters only. */
  private static final byte[] DENSE = pool(1, false);

  /** Letters with spaces between them. */
  private static final byte[] SPACED = pool(2, true);

  private Letters() {}

  private static byte[] pool(long seed, boolean spaced) {
    Draws.Sequence draws = new Draws.Sequence(seed);
    byte[] pool = new byte[POOL_BYTES + LONGEST];
    for (int i = 0; i < pool.length; i++) {
      boolean isSpace = spaced && draws.next(SPACE_EVERY) == 0;
      pool[i] = isSpace ? (byte) ' ' : (byte) ('a' + draws.next(ALPHABET));
    }
    return pool;
  }

  /** The most bytes that a text can have. */
  static int longest() {
    return LONGEST;
  }

  /** Letters that fill an event up: {@code size} of them, give or take a fifth. */
  static BytesColumn filling(EventRows events, long salt, int size) {
    int wanted = Math.max(0, size);
    int delta = Math.round(wanted * 0.2f);
    int least = wanted - delta;
    int choices = Math.max(1, 2 * delta);
    long[] hashes = events.hashes();
    int[] starts = new int[events.places()];
    int[] lengths = new int[starts.length];
    for (int i = 0; i < starts.length; i++) {
      long draw = Draws.draw(hashes[i], salt);
      starts[i] = (int) Draws.upper(draw, POOL_BYTES);
      lengths[i] = least + (int) Draws.lower(draw, choices);
    }
    return events.texts(DENSE, starts, lengths);
  }

  /** Words of 3 to {@code most - 1} letters in all, without spaces around them. */
  static BytesColumn words(EventRows events, long salt, int most) {
    long[] hashes = events.hashes();
    int[] starts = new int[events.places()];
    int[] lengths = new int[starts.length];
    for (int i = 0; i < starts.length; i++) {
      long draw = Draws.draw(hashes[i], salt);
      int start = (int) Draws.upper(draw, POOL_BYTES);
      int end = start + 3 + (int) Draws.lower(draw, most - 3);
      while (start < end && SPACED[start] == ' ') {
        start++;
      }
      while (end > start && SPACED[end - 1] == ' ') {
        end--;
      }
      starts[i] = start;
      lengths[i] = end - start;
    }
    return events.texts(SPACED, starts, lengths);
  }
}
