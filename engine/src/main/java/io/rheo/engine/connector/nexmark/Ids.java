package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.LongColumn;

/** Ids of people and auctions, and which of them others refer to. */
final class Ids {
  private final NexmarkConfig config;

  Ids(NexmarkConfig config) {
    this.config = config;
  }

  /** The ids of the events themselves: those of a kind are numbered. */
  LongColumn own(EventRows events, EventKind kind) {
    int perEpoch = config.proportions().of(kind);
    long skipped = config.proportions().total() - perEpoch; // a epoch, by this kind's numbers
    long first = NexmarkConfig.FIRST_ID - config.proportions().first(kind);
    long[] values = new long[events.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = first + events.numbers()[i] - events.epochs()[i] * skipped;
    }
    return new LongColumn(values, null);
  }

  /** An auction to bid for: the hot one, or any of the last hundred and the next ten. */
  LongColumn auction(EventRows events, long salt) {
    long perEpoch = config.proportions().auction();
    int ratio = config.hotRatios().auctions();
    long[] hashes = events.hashes();
    long[] epochs = events.epochs();
    long[] values = new long[events.count()];
    for (int i = 0; i < values.length; i++) {
      long draw = Draws.draw(hashes[i], salt);
      long last = (epochs[i] + 1) * perEpoch - 1;
      long first = Math.max(last - NexmarkConfig.AUCTIONS_IN_FLIGHT, 0);
      long any = first + Draws.lower(draw, last - first + 1 + NexmarkConfig.IDS_AHEAD);
      long hot = last / NexmarkConfig.HOT_EVERY * NexmarkConfig.HOT_EVERY;
      values[i] = NexmarkConfig.FIRST_ID + (Draws.upper(draw, ratio) > 0 ? hot : any);
    }
    return new LongColumn(values, null);
  }

  /** A person who sells or bids: the hot one, or any of the active ones and the next ten. */
  LongColumn person(EventRows events, long salt, int ratio, int hotOffset) {
    long perEpoch = config.proportions().person();
    long[] hashes = events.hashes();
    long[] epochs = events.epochs();
    long[] values = new long[events.count()];
    for (int i = 0; i < values.length; i++) {
      long draw = Draws.draw(hashes[i], salt);
      long people = (epochs[i] + 1) * perEpoch;
      long active = Math.min(people, NexmarkConfig.ACTIVE_PEOPLE);
      long any = people - active + Draws.lower(draw, active + NexmarkConfig.IDS_AHEAD);
      long hot = (people - 1) / NexmarkConfig.HOT_EVERY * NexmarkConfig.HOT_EVERY + hotOffset;
      values[i] = NexmarkConfig.FIRST_ID + (Draws.upper(draw, ratio) > 0 ? hot : any);
    }
    return new LongColumn(values, null);
  }
}
