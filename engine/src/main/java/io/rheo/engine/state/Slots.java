package io.rheo.engine.state;

/**
 * The slots of an open-addressing index, which take half a word: a number, and above it as many
 * bits of the key's hash as there is room for. These are the ones after those that choose the slot.
 * A slot that is empty is 0, so numbers are kept one greater; they are less than the number of
 * slots.
 */
final class Slots {
  private Slots() {}

  /** The bits of a hash that an entry has, in their place. */
  static int tag(long hash, int bits) {
    return (int) (hash >>> Integer.SIZE) << bits;
  }

  /** The entry of a number. */
  static int entry(int tag, int number) {
    return tag | (number + 1);
  }

  /** The number of an entry that has this tag. */
  static int number(int entry, int tag) {
    return (entry ^ tag) - 1;
  }

  /**
   * Whether an entry is not empty and has this tag: then nothing but the number is left without it.
   *
   * @param mask the number of slots, less one
   */
  static boolean isTagged(int entry, int tag, int mask) {
    return Integer.compareUnsigned(number(entry, tag), mask) < 0;
  }
}
