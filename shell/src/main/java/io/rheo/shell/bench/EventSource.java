package io.rheo.shell.bench;

import java.io.IOException;
import java.util.List;

/** Where the events of a measured query come from. */
interface EventSource {
  /** Made while the query runs. */
  EventSource GENERATOR =
      new EventSource() {
        @Override
        public List<String> tables(BenchQuery query, Volume volume) {
          return query.preparations();
        }

        @Override
        public Volume warmUp(Volume volume) {
          return volume.atMost(2_000_000);
        }
      };

  /**
   * How many events, and how many of them are in a second of event time.
   *
   * @param eventRate events a second
   */
  record Volume(long events, long eventRate) {
    Volume atMost(long eventsMax) {
      return new Volume(Math.min(events, eventsMax), eventRate);
    }
  }

  /** The statements that come before a query: tables of events, and what else it reads. */
  List<String> tables(BenchQuery query, Volume volume) throws IOException, InterruptedException;

  /** With how many events a run warms up. */
  Volume warmUp(Volume volume);
}
