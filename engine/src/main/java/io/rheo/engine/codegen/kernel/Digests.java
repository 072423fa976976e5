package io.rheo.engine.codegen.kernel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of bytes, and of the UTF-8 of text, as lower-case hexadecimal digits. */
public final class Digests {
  private Digests() {}

  /** As {@link String#hashCode}. */
  public static int hashCode(Slice text) {
    return text.toString().hashCode();
  }

  public static Slice md5(Slice bytes) {
    return digest("MD5", bytes);
  }

  public static Slice sha1(Slice bytes) {
    return digest("SHA-1", bytes);
  }

  public static Slice sha224(Slice bytes) {
    return digest("SHA-224", bytes);
  }

  public static Slice sha256(Slice bytes) {
    return digest("SHA-256", bytes);
  }

  public static Slice sha384(Slice bytes) {
    return digest("SHA-384", bytes);
  }

  public static Slice sha512(Slice bytes) {
    return digest("SHA-512", bytes);
  }

  /** SHA-2 of 224, 256, 384 or 512 bits. */
  public static Slice sha2(Slice bytes, int bits) {
    return switch (bits) {
      case 224 -> sha224(bytes);
      case 256 -> sha256(bytes);
      case 384 -> sha384(bytes);
      case 512 -> sha512(bytes);
      default -> throw new RowException("SHA2 has 224, 256, 384 or 512 bits, not " + bits);
    };
  }

  private static Slice digest(String algorithm, Slice bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(bytes.bytes(), bytes.start(), bytes.length());
      return Slice.of(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is part of every Java", e);
    }
  }
}
