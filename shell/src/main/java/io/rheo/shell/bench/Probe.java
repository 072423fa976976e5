package io.rheo.shell.bench;

import io.rheo.engine.connector.Source;

/** Is told what a running query does, by the thread that does it. */
interface Probe {
  /** Looks at nothing. */
  Probe NONE = new Probe() {};

  /** A source is about to be read, with the columns and conditions that the query has. */
  default void opened(Source source) {}

  /** Events are about to be asked for. */
  default void polling() {}

  /** There were some, or none. */
  default void polled() {}

  /** A batch of events came. */
  default void rowsCame() {}

  /** Rows reached the sink. */
  default void written() {}
}
