package io.rheo.engine.slt;

import io.rheo.engine.QueryProgress;

/** How a statement ended. */
sealed interface Outcome {
  /** A query ran to the end of its input. */
  record Rows(Changelog changelog, QueryProgress progress) implements Outcome {}

  /** A statement without rows succeeded, and the job that it started, if any, has finished. */
  record Done(String message) implements Outcome {}

  /** The user is told this. */
  record Failed(String error) implements Outcome {}
}
