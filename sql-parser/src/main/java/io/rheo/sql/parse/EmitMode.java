package io.rheo.sql.parse;

/** When a query shows the results of its windows. */
public enum EmitMode {
  /** Nothing was said: windows as {@link #ON_WINDOW_CLOSE}, everything else as {@link #CHANGES}. */
  DEFAULT,
  /** Early, and again with each change. */
  CHANGES,
  /** Once, when the watermark passes the window's end. */
  ON_WINDOW_CLOSE
}
