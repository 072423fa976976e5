package io.rheo.engine.operator.aggregate;

import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;

/** The states of the groups of one table for a {@link CustomAggregate}, by handle. */
final class GroupStates {
  private final CustomAggregate aggregate;
  private Object[] states = new Object[16]; // by handle - 1; of a free one the next free handle
  private int used;
  private int free; // a handle, 0 if none is free

  GroupStates(CustomAggregate aggregate) {
    this.aggregate = aggregate;
  }

  /** The state of a handle; {@code null} of handle 0. */
  Object get(long handle) {
    return handle == 0 ? null : states[(int) handle - 1];
  }

  /** Puts a state at a handle, and at a new one if that is 0; returns the handle. */
  long put(long handle, Object state) {
    int at = (int) handle;
    if (at == 0) {
      at = free;
      if (at != 0) {
        free = (Integer) states[at - 1];
      } else {
        if (used == states.length) {
          states = Arrays.copyOf(states, used * 2);
        }
        at = ++used;
      }
    }
    states[at - 1] = state;
    return at;
  }

  /** Gives a handle back; 0 is none. */
  void release(long handle) {
    if (handle != 0) {
      states[(int) handle - 1] = free;
      free = (int) handle;
    }
  }

  void clear() {
    Arrays.fill(states, 0, used, null);
    used = 0;
    free = 0;
  }

  void writeTo(StateWriter state) throws IOException {
    boolean[] isFree = new boolean[used + 1];
    for (int handle = free; handle != 0; handle = (Integer) states[handle - 1]) {
      isFree[handle] = true;
    }
    state.putInt(used);
    for (int handle = 1; handle <= used; handle++) {
      boolean present = !isFree[handle] && states[handle - 1] != null;
      state.putInt(present ? 2 : isFree[handle] ? 0 : 1);
      if (present) {
        aggregate.write(states[handle - 1], state);
      }
    }
  }

  void readFrom(StateReader state) throws IOException {
    used = state.getInt();
    states = new Object[Math.max(16, used)];
    free = 0;
    for (int handle = 1; handle <= used; handle++) {
      switch (state.getInt()) {
        case 0 -> release(handle);
        case 2 -> states[handle - 1] = aggregate.read(state);
        default -> states[handle - 1] = null;
      }
    }
  }
}
