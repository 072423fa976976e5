package io.rheo.engine.connector.nexmark;

import java.util.OptionalLong;

/**
 * What shapes the stream. Out of every {@code person + auction + bid} events in a row, an
 * <i>epoch</i>, the first are people, then come auctions, then bids.
 *
 * @param eventCount how many events there are; empty: they do not end
 * @param keepAlive whether the stream goes on, in silence, after the last event
 * @param rate events a second of event time
 * @param paced whether events come at that rate by the clock too, not as fast as possible
 * @param baseMillis event time of event 0
 */
record NexmarkConfig(
    long seed,
    OptionalLong eventCount,
    boolean keepAlive,
    long rate,
    boolean paced,
    long baseMillis,
    Proportions proportions,
    HotRatios hotRatios,
    Sizes sizes) {
  static final long FIRST_ID = 1000; // of auctions and people
  static final long IDS_AHEAD = 10; // of auctions and people that do not exist yet, but are used
  static final long AUCTIONS_IN_FLIGHT = 100;
  static final long ACTIVE_PEOPLE = 1000;
  static final long HOT_EVERY = 100; // one in so many ids is hot, until the next one is

  /** How many events of each kind an epoch has. */
  record Proportions(int person, int auction, int bid) {
    int total() {
      return person + auction + bid;
    }

    int of(EventKind kind) {
      return switch (kind) {
        case PERSON -> person;
        case AUCTION -> auction;
        case BID -> bid;
      };
    }

    /** Where the events of a kind begin in an epoch. */
    int first(EventKind kind) {
      return switch (kind) {
        case PERSON -> 0;
        case AUCTION -> person;
        case BID -> person + auction;
      };
    }
  }

  /** All but one of so many choices fall on the hot id. */
  record HotRatios(int auctions, int bidders, int sellers) {}

  /** How many bytes an event has on average. */
  record Sizes(int person, int auction, int bid) {}

  boolean bounded() {
    return eventCount.isPresent() && !keepAlive;
  }

  double microsBetweenEvents() {
    return 1e6 / rate;
  }

  long millis(long number) {
    return baseMillis + (long) (number * microsBetweenEvents()) / 1000;
  }
}
