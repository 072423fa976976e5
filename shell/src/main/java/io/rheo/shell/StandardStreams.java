package io.rheo.shell;

/** Which of the standard streams are terminals. */
record StandardStreams(boolean in, boolean out, boolean err) {
  /** Any of the letters {@code i}, {@code o} and {@code e}, as the launcher saw them. */
  static StandardStreams of(String letters) {
    return new StandardStreams(letters.contains("i"), letters.contains("o"), letters.contains("e"));
  }

  /**
   * Without the launcher: Java 17 can only tell whether input and output both are. From Java 22 on
   * this is a guess that errs on the side of a person; the launcher tells the truth.
   */
  @SuppressWarnings("SystemConsoleNull")
  static StandardStreams guessed() {
    boolean both = System.console() != null;
    return new StandardStreams(both, both, both);
  }

  /** Whether there is a person to talk to. */
  boolean interactive() {
    return in && out;
  }
}
