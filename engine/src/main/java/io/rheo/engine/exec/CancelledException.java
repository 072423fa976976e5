package io.rheo.engine.exec;

/** The query was cancelled while it waited. Not an error. */
final class CancelledException extends RuntimeException {
  CancelledException() {
    super("cancelled", null, false, false);
  }
}
