package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.operator.aggregate.AggregateOutput;
import io.rheo.engine.operator.aggregate.Groups;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * The groups of the window that closes next, as the sum of its panes.
 *
 * <p>Each group of a pane is linked to its total (the pane's link word is the total's base plus
 * one), so that panes are added and taken away by walking their dense rows, without a look-up.
 * Counts and exact sums are kept up: a pane is added when it enters and subtracted when it leaves.
 * Floating-point sums and extremes are merged anew from all panes of the window, as subtraction
 * would leave traces. The link word of a total counts the panes that refer to it.
 */
final class WindowTotals {
  private static final int MIN_DEAD = 64;
  private static final long NOTED = -1; // the link of a group that has no total yet

  private final AggregateLayout layout;
  private final Groups totals;
  private final int linkAt;
  private final int[] paneBases = new int[Batch.TARGET_ROWS];
  private final int[] totalBases = new int[Batch.TARGET_ROWS];
  private int dead; // totals that no pane refers to
  private Groups[] noted = new Groups[64]; // panes of the groups that get a total next
  private int[] notedBases = new int[64];
  private int notedCount;
  private long[] keys = {}; // of these groups
  private int[] bases = {}; // of their totals
  private int[] all = {};

  WindowTotals(AggregateLayout layout) {
    this.layout = layout;
    totals = new Groups(layout, 0);
    linkAt = layout.linkAt();
  }

  /** Notes the groups of a pane that have no total yet: the last ones. */
  void noteNew(Groups pane) {
    int base = pane.used();
    while (base > 0 && pane.words()[base - pane.stride() + linkAt] == 0) {
      base -= pane.stride();
    }
    for (; base < pane.used(); base += pane.stride()) {
      noteIfNew(pane, base);
    }
  }

  /** Notes a group of a pane if it has no total yet and is not noted. */
  void noteIfNew(Groups pane, int base) {
    if (pane.words()[base + linkAt] != 0) {
      return;
    }
    pane.words()[base + linkAt] = NOTED;
    if (notedCount == noted.length) {
      noted = Arrays.copyOf(noted, 2 * notedCount);
      notedBases = Arrays.copyOf(notedBases, 2 * notedCount);
    }
    noted[notedCount] = pane;
    notedBases[notedCount++] = base;
  }

  /** Links the groups that were noted to their totals, in that order. */
  void linkNoted() {
    int keyWords = linkAt; // the key comes before
    if (all.length < notedCount) {
      keys = new long[noted.length * keyWords];
      bases = new int[noted.length];
      all = IntStream.range(0, noted.length).toArray();
    }
    for (int i = 0; i < notedCount; i++) {
      System.arraycopy(noted[i].words(), notedBases[i], keys, i * keyWords, keyWords);
    }
    int firstNew = totals.used();
    totals.probe(keys, all, 0, notedCount, bases);
    long[] words = totals.words();
    for (int i = 0; i < notedCount; i++) {
      long references = words[bases[i] + linkAt]++;
      if (references == 0 && bases[i] < firstNew) {
        dead--;
      }
      noted[i].words()[notedBases[i] + linkAt] = bases[i] + 1L;
      noted[i] = null;
    }
    notedCount = 0;
  }

  /** Adds rows that came into panes which are part of the totals already. */
  void update(Batch batch, int[] rows, int[] paneGroups, int from, int to, Groups pane) {
    int[] bases = new int[to];
    for (int i = from; i < to; i++) {
      bases[i] = (int) pane.words()[paneGroups[i] + linkAt] - 1;
    }
    layout.updateInvertible(batch, rows, bases, from, to, totals);
  }

  void add(Pane pane) {
    forChunks(
        pane.groups(),
        count -> layout.mergeInvertible(pane.groups(), paneBases, totals, totalBases, count, 1));
  }

  /** Takes a pane away that no window needs any more. */
  void remove(Pane pane) {
    forChunks(
        pane.groups(),
        count -> {
          layout.mergeInvertible(pane.groups(), paneBases, totals, totalBases, count, -1);
          long[] words = totals.words();
          for (int i = 0; i < count; i++) {
            if (--words[totalBases[i] + linkAt] == 0) {
              dead++;
            }
          }
        });
  }

  /** Computes what is merged anew, over the panes of the window. */
  void mergeOthers(Collection<Pane> panes) {
    if (layout.allInvertible()) {
      return;
    }
    layout.resetOthers(totals);
    for (Pane pane : panes) {
      forChunks(
          pane.groups(),
          count -> layout.mergeOthers(pane.groups(), paneBases, totals, totalBases, count));
    }
  }

  /** Takes the number of pairs in {@link #paneBases} and {@link #totalBases}. */
  @FunctionalInterface
  private interface Chunk {
    void take(int count);
  }

  private void forChunks(Groups pane, Chunk chunk) {
    long[] words = pane.words();
    int count = 0;
    for (int base = 0; base < pane.used(); base += pane.stride()) {
      paneBases[count] = base;
      totalBases[count] = (int) words[base + linkAt] - 1;
      count++;
      if (count == paneBases.length) {
        chunk.take(count);
        count = 0;
      }
    }
    chunk.take(count);
  }

  /** Emits the groups that have rows. */
  void emit(AggregateOutput output, long[] properties, Output out) {
    GroupEmission.emit(totals, layout.rowsAt(), output, properties, out);
  }

  /** Drops the totals that no pane refers to once they are half of all, and links panes anew. */
  void compact(Collection<Pane> panes) {
    if (dead < MIN_DEAD || dead * 2 < totals.size()) {
      return;
    }
    long[] newLinks = new long[totals.size()];
    int stride = totals.stride();
    totals.compact(
        (words, base) -> words[base + linkAt] != 0,
        (from, to) -> newLinks[from / stride] = to + 1L);
    dead = 0;
    for (Pane pane : panes) {
      long[] words = pane.groups().words();
      for (int base = 0; base < pane.groups().used(); base += pane.groups().stride()) {
        int old = (int) words[base + linkAt] - 1;
        words[base + linkAt] = newLinks[old / stride];
      }
    }
  }

  int size() {
    return totals.size();
  }

  void mark(KeyEncoder keys) {
    totals.mark(keys);
  }

  void writeTo(StateWriter state) throws IOException {
    totals.writeTo(state);
    state.putInt(dead);
  }

  void readFrom(StateReader state) throws IOException {
    totals.readFrom(state);
    dead = state.getInt();
  }
}
