package io.rheo.engine.connector.nexmark;

/**
 * Random numbers as functions of an event's number: one well mixed hash of seed and number, and
 * from it one cheap draw for each field.
 */
final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio
  private static final long FIELD = 0xD6E8FEB86659FD93L;

  private Draws() {}

  /** The finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static long hash(long seed, long number) {
    return mix(seed + step(number + 1));
  }

  /** What a number adds to a seed: {@code step(a) + step(b) == step(a + b)}. */
  static long step(long number) {
    return number * GOLDEN;
  }

  /** The hashes of numbers from {@code first} on, which are told by the steps from it. */
  static void hash(long seed, long first, long[] steps, long[] hashes) {
    long start = seed + step(first + 1);
    for (int i = 0; i < steps.length; i++) {
      hashes[i] = mix(start + steps[i]);
    }
  }

  /** Tells the draws of one field from those of others; {@code field} is any number of its own. */
  static long salt(int field) {
    return mix(field * GOLDEN); // of many bits, else the draws of two fields would go in step
  }

  /** A number for one field. */
  static long draw(long hash, long salt) {
    return (hash ^ salt) * FIELD;
  }

  /** From the upper half of a draw: one of {@code [0, bound)}. */
  static long upper(long draw, long bound) {
    return ((draw >>> 32) * bound) >>> 32;
  }

  /** From the lower half of a draw, nearly independent of the upper one. */
  static long lower(long draw, long bound) {
    return ((draw & 0xFFFF_FFFFL) * bound) >>> 32;
  }

  /** Numbers one after the other, for what is made once. */
  static final class Sequence {
    private final long seed;
    private long count;

    Sequence(long seed) {
      this.seed = seed;
    }

    /** One of {@code [0, bound)}. */
    int next(int bound) {
      return (int) upper(hash(seed, count++), bound);
    }
  }
}
