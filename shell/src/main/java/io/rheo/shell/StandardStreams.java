package io.rheo.shell;

/** Which of the standard streams are terminals. */
record StandardStreams(boolean in, boolean out, boolean err) {
  /** Any of the letters {@code i}, {@code o} and {@code e}, as the launcher saw them. */
  static StandardStreams of(String letters) {
    return new StandardStreams(letters.contains("i"), letters.contains("o"), letters.contains("e"));
  }

  /** Whether there is a person to talk to. */
  boolean interactive() {
    return in && out;
  }
}
