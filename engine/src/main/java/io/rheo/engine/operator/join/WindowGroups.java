package io.rheo.engine.operator.join;

import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;

/** The held rows of both inputs that are in windows which close together, by key. */
final class WindowGroups {
  private static final int NO_ROW = -1;
  private static final int HEAD = 0; // accumulators of a key: for each input these two
  private static final int TAIL = 1;
  private static final int PER_INPUT = 2;
  private static final int UNMATCHED = 2 * PER_INPUT; // whether the key is equal to none
  private static final long[] NEW = {NO_ROW, NO_ROW, NO_ROW, NO_ROW, 0};

  private final GroupTable table;
  private final Links links;

  /** Which row of the same key and window came next, for all rows of both inputs. */
  static final class Links {
    private final int[][] next = {{}, {}};

    private void clear(int input, int cell) {
      if (cell >= next[input].length) {
        next[input] = Arrays.copyOf(next[input], Math.max(16, cell + (cell >> 1) + 1));
      }
      next[input][cell] = NO_ROW;
    }

    void writeTo(StateWriter state) throws IOException {
      for (int[] input : next) {
        state.putInts(input, input.length);
      }
    }

    void readFrom(StateReader state) throws IOException {
      for (int i = 0; i < next.length; i++) {
        next[i] = state.getInts();
      }
    }
  }

  WindowGroups(int keyWords, Links links) {
    this.links = links;
    table = new GroupTable(keyWords, NEW, 0);
  }

  GroupTable table() {
    return table;
  }

  /** Holds a row. */
  void add(int input, int cell, long[] words, int row, boolean unmatched) {
    int base = table.probe(words, row * table.keyWords()) + table.keyWords();
    long[] values = table.rows();
    int at = base + input * PER_INPUT;
    links.clear(input, cell);
    if (values[at + HEAD] == NO_ROW) {
      values[at + HEAD] = cell;
    } else {
      links.next[input][(int) values[at + TAIL]] = cell;
    }
    values[at + TAIL] = cell;
    values[base + UNMATCHED] |= unmatched ? 1 : 0;
  }

  /** The group of a key; negative if there is none. */
  int find(long[] words, int row) {
    return table.find(words, row * table.keyWords());
  }

  /** Takes the rows of an input out of a group. */
  void clear(int input, int group) {
    int at = group + table.keyWords() + input * PER_INPUT;
    table.rows()[at + HEAD] = NO_ROW;
    table.rows()[at + TAIL] = NO_ROW;
  }

  /** The first row of a group, or -1. */
  int first(int input, int group) {
    return (int) table.rows()[group + table.keyWords() + input * PER_INPUT + HEAD];
  }

  /** The row after another one, or -1. */
  int next(int input, int cell) {
    return links.next[input][cell];
  }

  /** Whether the rows of a group go with none. */
  boolean isUnmatched(int group) {
    return table.rows()[group + table.keyWords() + UNMATCHED] != 0;
  }
}
