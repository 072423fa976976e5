package io.rheo.engine.connector;

/** Reads the splits of one source, on one thread. */
public interface SourceReader extends AutoCloseable {
  /** What a poll found. */
  enum Status {
    /** There may be more at once. */
    MORE,
    /** There is nothing to read now. */
    IDLE,
    /** There will never be more. */
    FINISHED
  }

  /**
   * Hands at most a few batches to {@code out}, of those splits first that hold the watermark back.
   *
   * @param waitNanos how long to wait if nothing is ready; 0: not at all
   * @throws ConnectorException if the outside fails and retries did not help
   * @throws InterruptedException if the thread was interrupted: the query was cancelled
   */
  Status poll(long waitNanos, SourceOutput out) throws InterruptedException;

  /**
   * Everything handed out so far was processed and the sinks confirmed it: positions kept outside
   * (a consumer group's offsets) may be moved up.
   */
  default void confirm() {}

  @Override
  void close();
}
