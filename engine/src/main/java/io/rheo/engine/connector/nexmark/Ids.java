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
    long[] values = new long[events.places()];
    for (int run = 0, i = 0; run < events.runCount(); run++) {
      long skipped = events.epoch(run) * (total - perEpoch); // events of other kinds
      for (int end = events.runEnd(run); i < end; i++) {
        values[i] = first + events.number(i) - skipped;
      }
    }
    return events.longs(values);
  }

  /** An auction to bid for: the hot one, or any of the last hundred and the next ten. */
  LongColumn auction(EventRows events, long salt) {
    long perEpoch = config.proportions().auction();
    int ratio = config.hotRatios().auctions();
    long[] values = new long[events.places()];
    for (int run = 0, from = 0; run < events.runCount(); from = events.runEnd(run++)) {
      long last = (events.epoch(run) + 1) * perEpoch - 1;
      long first = Math.max(last - NexmarkConfig.AUCTIONS_IN_FLIGHT, 0);
      long choices = last - first + 1 + NexmarkConfig.IDS_AHEAD;
      Choice choice = new Choice(salt, ratio, hot(last), first, choices);
      refer(events.hashes(), from, events.runEnd(run), choice, values);
    }
    return events.longs(values);
  }

  /** A person who sells or bids: the hot one, or any of the active ones and the next ten. */
  LongColumn person(EventRows events, long salt, int ratio, int hotOffset) {
    long perEpoch = config.proportions().person();
    long[] values = new long[events.places()];
    for (int run = 0, from = 0; run < events.runCount(); from = events.runEnd(run++)) {
      long people = (events.epoch(run) + 1) * perEpoch;
      long active = Math.min(people, NexmarkConfig.ACTIVE_PEOPLE);
      long choices = active + NexmarkConfig.IDS_AHEAD;
      long hot = hot(people - 1) + hotOffset;
      Choice choice = new Choice(salt, ratio, hot, people - active, choices);
      refer(events.hashes(), from, events.runEnd(run), choice, values);
    }
    return events.longs(values);
  }

  private static long hot(long last) {
    return last / NexmarkConfig.HOT_EVERY * NexmarkConfig.HOT_EVERY;
  }

  /** What the events of a run refer to: all but one of {@code ratio} to the hot id. */
  private record Choice(long salt, long ratio, long hot, long first, long choices) {}

  private static void refer(long[] hashes, int from, int to, Choice choice, long[] values) {
    long salt = choice.salt;
    long ratio = choice.ratio;
    long hot = NexmarkConfig.FIRST_ID + choice.hot;
    long first = NexmarkConfig.FIRST_ID + choice.first;
    long choices = choice.choices;
    for (int i = from; i < to; i++) {
      long draw = Draws.draw(hashes[i], salt);
      long any = first + Draws.lower(draw, choices);
      long isHot = -Draws.upper(draw, ratio) >> 63; // all ones or zero: a branch would be guessed
      values[i] = any ^ ((any ^ hot) & isHot);
    }
  }
}
