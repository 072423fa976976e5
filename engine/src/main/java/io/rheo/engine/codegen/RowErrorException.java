package io.rheo.engine.codegen;

/** A row has no result, and the job was told to fail at such a row. */
public final class RowErrorException extends RuntimeException {
  public RowErrorException(String reason) {
    super(reason);
  }
}
