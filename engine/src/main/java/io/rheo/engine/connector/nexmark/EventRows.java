package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.LongColumn;

/**
 * The events of one kind in a batch, for fields to compute: see {@link KindLayout} for the places
 * that they do it at. Filled anew for each batch.
 */
final class EventRows {
  private final long seed;
  private KindLayout layout;
  private long firstNumber;
  private long firstEpoch;
  private long[] hashes = new long[0];
  private boolean hashed;
  private int[] choices = new int[0];
  private long choicesOf; // the salt that they were made with; 0: not made yet

  /** Chooses something for each event. */
  interface Chooser {
    void choose(EventRows events, long salt, int[] choices);
  }

  EventRows(long seed) {
    this.seed = Draws.mix(seed);
  }

  /**
   * The next batch.
   *
   * @param newFirstNumber the number of the first event of its first epoch
   */
  void fill(KindLayout newLayout, long newFirstNumber, long newFirstEpoch) {
    layout = newLayout;
    firstNumber = newFirstNumber;
    firstEpoch = newFirstEpoch;
    hashed = false;
    choicesOf = 0;
  }

  /** How many places there are. */
  int places() {
    return layout.places();
  }

  /** The number of a place's event, from 0. Later places have greater ones. */
  long number(int place) {
    return firstNumber + layout.offset(place);
  }

  /** How many runs of places there are that have events of one epoch. */
  int runCount() {
    return layout.runCount();
  }

  /** The place after a run; the next one starts there. */
  int runEnd(int run) {
    return layout.runEnd(run);
  }

  /** The epoch of a run. */
  long epoch(int run) {
    return firstEpoch + layout.runEpoch(run);
  }

  /** The rows that are events of this kind; {@code null} if all are. */
  long[] validity() {
    return layout.validity();
  }

  /** What the fields of each event draw from, by place. */
  long[] hashes() {
    if (!hashed) {
      hashes = hashes.length < places() ? new long[places()] : hashes;
      Draws.hash(seed, firstNumber, layout.steps(), hashes);
      hashed = true;
    }
    return hashes;
  }

  /**
   * The choices by place, which fields with the same salt share; overwritten by the next salt's.
   */
  int[] choices(long salt, Chooser chooser) {
    if (choicesOf != salt) {
      choices = choices.length < places() ? new int[places()] : choices;
      chooser.choose(this, salt, choices);
      choicesOf = salt;
    }
    return choices;
  }

  /** A column of values of places, which belong to it from now on. */
  LongColumn longs(long[] values) {
    return new LongColumn(layout.spread(values), validity());
  }

  /** A column of texts by place. The arrays belong to it from now on. */
  BytesColumn texts(byte[] bytes, int[] starts, int[] lengths) {
    return new BytesColumn(bytes, layout.spread(starts), layout.spread(lengths), validity());
  }

  /** A column of texts that are all as long. */
  BytesColumn texts(byte[] bytes, int[] starts, int length) {
    return new BytesColumn(bytes, layout.spread(starts), layout.constant(length), validity());
  }
}
