package io.rheo.engine.codegen.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Text and bytes as digits, in base 64 and in other character sets. */
public final class Encodings {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Encodings() {}

  /** Two digits a byte; of text, its UTF-8. */
  public static Slice hex(Slice bytes) {
    int end = bytes.start() + bytes.length();
    return Slice.of(HEX.formatHex(bytes.bytes(), bytes.start(), end));
  }

  /** A negative number as the 64 bits that hold it. */
  public static Slice hex(long number) {
    return Slice.of(Long.toHexString(number).toUpperCase(Locale.ROOT));
  }

  /**
   * The bytes of pairs of digits. Of an odd number of digits the first one stands for a zero byte.
   * {@code null} if there is something else than digits.
   */
  public static Slice unhex(Slice digits) {
    int odd = digits.length() % 2;
    byte[] bytes = new byte[digits.length() / 2 + odd];
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.at(i), 16);
      if (digit < 0) {
        return null;
      }
      if (i >= odd) {
        int at = (i + odd) / 2;
        bytes[at] = (byte) (bytes[at] << 4 | digit);
      }
    }
    return Slice.of(bytes);
  }

  public static Slice toBase64(Slice bytes) {
    return Slice.of(Base64.getEncoder().encode(bytes.copy()));
  }

  /** Text from base 64; {@code null} if it is none. */
  public static Slice fromBase64(Slice text) {
    try {
      return Slice.of(new String(Base64.getDecoder().decode(text.copy()), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return null; // the exception is the answer
    }
  }

  /** The bytes of text in a character set; what it cannot hold becomes a question mark. */
  public static Slice encode(Slice text, Slice charset) {
    return Slice.of(text.toString().getBytes(charset(charset)));
  }

  /** Text from its bytes in a character set. */
  public static Slice decode(Slice bytes, Slice charset) {
    try {
      return Slice.of(
          charset(charset)
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes.copy()))
              .toString());
    } catch (CharacterCodingException e) {
      throw new RowException("DECODE: these bytes are no text in " + charset);
    }
  }

  private static Charset charset(Slice name) {
    try {
      return Charset.forName(name.toString().trim());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new RowException("'" + name + "' is no character set");
    }
  }
}
