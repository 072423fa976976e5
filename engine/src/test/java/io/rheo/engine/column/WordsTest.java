package io.rheo.engine.column;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final int WORDS = 200_000;
  private static final String USUAL = "0123456789 !\"#\\\n\u0000/:[]^";

  private final Random random = new Random(7);

  @Test
  void findsTheFirstByteThatJsonEscapes() {
    for (int i = 0; i < WORDS; i++) {
      byte[] bytes = randomBytes();
      int first = 0;
      while (first < Long.BYTES && !isEscaped(bytes[first])) {
        first++;
      }
      assertEquals(first, Words.first(Words.escaped(Words.get(bytes, 0))));
    }
  }

  private static boolean isEscaped(byte next) {
    return (next >= 0 && next < ' ') || next == '"' || next == '\\';
  }

  @Test
  void readsTheDigitsThatAWordStartsWith() {
    for (int i = 0; i < WORDS; i++) {
      byte[] bytes = randomBytes();
      int count = 0;
      long number = 0;
      while (count < Long.BYTES && bytes[count] >= '0' && bytes[count] <= '9') {
        number = number * 10 + (bytes[count] - '0');
        count++;
      }
      long word = Words.get(bytes, 0);
      assertEquals(count, Words.digits(word));
      if (count > 0) {
        assertEquals(number, Words.number(word, count));
      }
    }
  }

  /** Some digits, then any bytes: those next to what is looked for most of all. */
  private byte[] randomBytes() {
    byte[] bytes = new byte[Long.BYTES];
    int digits = random.nextInt(Long.BYTES + 1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] =
          (byte)
              (i < digits
                  ? '0' + random.nextInt(10)
                  : random.nextBoolean()
                      ? USUAL.charAt(random.nextInt(USUAL.length()))
                      : random.nextInt(256));
    }
    return bytes;
  }
}
