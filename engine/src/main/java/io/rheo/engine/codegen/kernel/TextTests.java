package io.rheo.engine.codegen.kernel;

import java.math.BigDecimal;

/** What text is made of. NULL, which is {@code null}, is made of nothing. */
public final class TextTests {
  private TextTests() {}

  /** Whether it is letters only, and not empty. */
  public static boolean contains(Slice text, Slice part) {
    return Texts.position(part, text) > 0;
  }

  public static boolean isAlpha(Slice text) {
    return text != null
        && text.length() > 0
        && text.toString().codePoints().allMatch(Character::isLetter);
  }

  /** Whether it is digits only, and not empty. */
  public static boolean isDigit(Slice text) {
    return text != null
        && text.length() > 0
        && text.toString().codePoints().allMatch(Character::isDigit);
  }

  /** Whether it is a number in the form of DECIMAL or DOUBLE. */
  public static boolean isDecimal(Slice text) {
    if (text == null) {
      return false;
    }
    try {
      return new BigDecimal(text.toString()) != null;
    } catch (NumberFormatException e) {
      return false; // the exception is the answer
    }
  }
}
