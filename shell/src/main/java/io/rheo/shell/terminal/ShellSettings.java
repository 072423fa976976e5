package io.rheo.shell.terminal;

import io.rheo.shell.command.OutputStyle;
import io.rheo.shell.command.OutputStyle.Changes;
import io.rheo.shell.command.OutputStyle.Format;

/** What the user has chosen for this session of the shell. */
final class ShellSettings {
  private Format format = Format.TABLE;
  private boolean timing = true;
  private boolean changelog;

  OutputStyle style() {
    return new OutputStyle(format, Changes.CHANGELOG);
  }

  Format format() {
    return format;
  }

  void setFormat(Format newFormat) {
    format = newFormat;
  }

  boolean timing() {
    return timing;
  }

  void setTiming(boolean on) {
    timing = on;
  }

  /** Whether an updating query is shown as its changes, not as a table that changes in place. */
  boolean changelog() {
    return changelog;
  }

  void setChangelog(boolean on) {
    changelog = on;
  }
}
