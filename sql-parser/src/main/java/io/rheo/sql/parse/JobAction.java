package io.rheo.sql.parse;

/** What to do with a job. */
public enum JobAction {
  PAUSE,
  RESUME,
  STOP
}
