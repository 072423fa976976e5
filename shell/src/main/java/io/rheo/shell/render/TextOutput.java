package io.rheo.shell.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text on its way to a stream, as UTF-8, in large pieces. Printers append to {@link #text} and call
 * {@link #lineDone} after each line.
 */
public final class TextOutput {
  private static final int PIECE_CHARS = 32 * 1024;

  private final OutputStream out;
  private StringBuilder text = new StringBuilder(PIECE_CHARS + 1024);

  public TextOutput(OutputStream out) {
    this.out = out;
  }

  /** Where to append; valid until the next call of another method. */
  StringBuilder text() {
    return text;
  }

  /** Sets the next result apart from the one before it. */
  public void blankLine() {
    text.append('\n');
  }

  void lineDone() throws IOException {
    if (text.length() >= PIECE_CHARS) {
      write();
    }
  }

  /** Writes what is held back. */
  public void flush() throws IOException {
    write();
    out.flush();
  }

  private void write() throws IOException {
    if (text.length() == 0) {
      return;
    }
    // A whole string is encoded with vector instructions; an encoder over chars is five times
    // slower.
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length == text.length()) {
      text.setLength(0);
    } else {
      // A builder that once held a character beyond Latin-1 would stay two bytes wide.
      text = new StringBuilder(PIECE_CHARS + 1024);
    }
    out.write(bytes);
  }
}
