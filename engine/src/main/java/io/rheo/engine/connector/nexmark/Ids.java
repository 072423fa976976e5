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
    long perEpoch = config.proportions().of(kind);
    long total = config.proportions().total();
    long first = NexmarkConfig.FIRST_ID - config.proportions().first(kind);
    long[] values = new long[events.rowCount()];
    for (int run = 0; run < events.runCount(); run++) {
      long skipped = events.epoch(run) * (total - perEpoch); // events of other kinds
      long id = first + events.number(run) - skipped;
      for (int row = events.start(run); row < events.end(run); row++) {
        values[row] = id++;
      }
    }
    return new LongColumn(values, events.validity());
  }

  /** An auction to bid for: the hot one, or any of the last hundred and the next ten. */
  LongColumn auction(EventRows events, long salt) {
    long perEpoch = config.proportions().auction();
    int ratio = config.hotRatios().auctions();
    long[] values = new long[events.rowCount()];
    for (int run = 0; run < events.runCount(); run++) {
      long last = (events.epoch(run) + 1) * perEpoch - 1;
      long first = Math.max(last - NexmarkConfig.AUCTIONS_IN_FLIGHT, 0);
      long choices = last - first + 1 + NexmarkConfig.IDS_AHEAD;
      refer(events, run, new Choice(salt, ratio, hot(last), first, choices), values);
    }
    return new LongColumn(values, events.validity());
  }

  /** A person who sells or bids: the hot one, or any of the active ones and the next ten. */
  LongColumn person(EventRows events, long salt, int ratio, int hotOffset) {
    long perEpoch = config.proportions().person();
    long[] values = new long[events.rowCount()];
    for (int run = 0; run < events.runCount(); run++) {
      long people = (events.epoch(run) + 1) * perEpoch;
      long active = Math.min(people, NexmarkConfig.ACTIVE_PEOPLE);
      long choices = active + NexmarkConfig.IDS_AHEAD;
      long hot = hot(people - 1) + hotOffset;
      refer(events, run, new Choice(salt, ratio, hot, people - active, choices), values);
    }
    return new LongColumn(values, events.validity());
  }

  private static long hot(long last) {
    return last / NexmarkConfig.HOT_EVERY * NexmarkConfig.HOT_EVERY;
  }

  /** What the events of a run refer to: all but one of {@code ratio} to the hot id. */
  private record Choice(long salt, long ratio, long hot, long first, long choices) {}

  private static void refer(EventRows events, int run, Choice choice, long[] values) {
    long salt = choice.salt;
    long ratio = choice.ratio;
    long hot = NexmarkConfig.FIRST_ID + choice.hot;
    long first = NexmarkConfig.FIRST_ID + choice.first;
    long choices = choice.choices;
    long[] hashes = events.hashes();
    int end = events.end(run);
    for (int row = events.start(run); row < end; row++) {
      long draw = Draws.draw(hashes[row], salt);
      long any = first + Draws.lower(draw, choices);
      long isHot = -Draws.upper(draw, ratio) >> 63; // all ones or zero: a branch would be guessed
      values[row] = any ^ ((any ^ hot) & isHot);
    }
  }
}
