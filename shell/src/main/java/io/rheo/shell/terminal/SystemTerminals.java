package io.rheo.shell.terminal;

import java.io.IOException;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** Tells which standard streams of this process are terminals, which Java 17 cannot. */
public final class SystemTerminals {
  private SystemTerminals() {}

  /** Any of the letters {@code i}, {@code o} and {@code e}; none if the platform is unknown. */
  public static String letters() {
    try {
      TerminalProvider provider = TerminalProvider.load("jni");
      return letter(provider, SystemStream.Input, "i")
          + letter(provider, SystemStream.Output, "o")
          + letter(provider, SystemStream.Error, "e");
    } catch (IOException | LinkageError e) {
      return ""; // no native library for this platform: everything is taken for a pipe
    }
  }

  private static String letter(TerminalProvider provider, SystemStream stream, String letter) {
    return provider.isSystemStream(stream) ? letter : "";
  }
}
