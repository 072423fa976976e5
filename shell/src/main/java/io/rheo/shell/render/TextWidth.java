package io.rheo.shell.render;

/**
 * How many cells of a terminal a text takes: East Asian wide characters and emoji two, combining
 * marks none.
 */
public final class TextWidth {
  private static final int LATIN_1_END = 0x100;

  private TextWidth() {}

  public static int of(CharSequence text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = Character.codePointAt(text, i);
      width += of(c);
      i += Character.charCount(c);
    }
    return width;
  }

  static int of(int codePoint) {
    if (codePoint < LATIN_1_END) {
      return 1;
    }
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  /** The blocks that Unicode's East Asian Width lists as W and F, as far as they are assigned. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F) // Hangul initial consonants
        || (c >= 0x2E80 && c <= 0x303E) // CJK radicals, punctuation
        || (c >= 0x3041 && c <= 0xA4CF) // kana to Yi, all CJK ideographs of the first plane
        || (c >= 0xA960 && c <= 0xA97C)
        || (c >= 0xAC00 && c <= 0xD7A3) // Hangul syllables
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF01 && c <= 0xFF60) // full-width forms
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1F64F) // emoji
        || (c >= 0x1F680 && c <= 0x1F6FF)
        || (c >= 0x1F900 && c <= 0x1F9FF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }

  /** The longest start of {@code text} that takes at most {@code width} cells. */
  static CharSequence cut(CharSequence text, int width) {
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int c = Character.codePointAt(text, i);
      used += of(c);
      if (used > width) {
        return text.subSequence(0, i);
      }
      i += Character.charCount(c);
    }
    return text;
  }
}
