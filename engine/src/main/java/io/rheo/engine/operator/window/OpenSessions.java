package io.rheo.engine.operator.window;

import java.util.Arrays;

/** The open sessions of one key, by time. No two of them overlap or touch. */
final class OpenSessions {
  private Session[] sessions = new Session[1];
  private int count;

  boolean isEmpty() {
    return count == 0;
  }

  int size() {
    return count;
  }

  Session get(int index) {
    return sessions[index];
  }

  /** The last session that starts at {@code time} or before; -1 if there is none. */
  int lastUpTo(long time) {
    if (count > 0 && sessions[count - 1].start <= time) {
      return count - 1; // rows come nearly in time order
    }
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sessions[middle].start <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  void insert(int index, Session session) {
    if (count == sessions.length) {
      sessions = Arrays.copyOf(sessions, count * 2);
    }
    System.arraycopy(sessions, index, sessions, index + 1, count - index);
    sessions[index] = session;
    count++;
  }

  void remove(int index) {
    System.arraycopy(sessions, index + 1, sessions, index, count - index - 1);
    count--;
    sessions[count] = null;
  }

  void remove(Session session) {
    remove(lastUpTo(session.start));
  }
}
