package io.rheo.engine.exec.output;

/** The query was cancelled while it waited. Not an error. */
public final class CancelledException extends RuntimeException {
  CancelledException() {
    super("cancelled", null, false, false);
  }
}
