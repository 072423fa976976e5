package io.rheo.engine.format;

/**
 * A record cannot be decoded, said from inside nested values. Caught by the decoder, whose record
 * is then bad. Without a stack trace: bad data is no reason to be slow.
 */
public final class BadValueException extends Exception {
  public BadValueException(String reason) {
    super(reason, null, false, false);
  }
}
