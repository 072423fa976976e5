package io.rheo.engine.exec.graph;

import java.util.List;
import java.util.function.LongConsumer;

/**
 * Delivers what is in several inboxes in the order in which the scans handed out what caused it:
 * the order in which one worker alone would see it. Of events with the same cause those of the
 * first inbox, and in there of the first sender, come first.
 */
final class InboxMerge {
  private final Inbox[] inboxes; // of each list
  private final int[] senders; // number of each list in its inbox
  private final List<StepEvent>[] lists;
  private final int[] next;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
  InboxMerge(List<Inbox> inputs) {
    int count = inputs.stream().mapToInt(inbox -> inbox.senders().size()).sum();
    inboxes = new Inbox[count];
    senders = new int[count];
    lists = new List[count];
    next = new int[count];
    int at = 0;
    for (Inbox inbox : inputs) {
      for (int sender = 0; sender < inbox.senders().size(); sender++) {
        inboxes[at] = inbox;
        senders[at] = sender;
        lists[at] = inbox.senders().get(sender);
        at++;
      }
    }
  }

  /** How many rows have not been delivered yet. */
  long rowsWaiting() {
    long rows = 0;
    for (List<StepEvent> list : lists) {
      for (StepEvent event : list) {
        rows += event.isRows() ? event.batch().rowCount() : 0;
      }
    }
    return rows;
  }

  /**
   * Delivers and removes everything.
   *
   * @param before told the number of each event before it is delivered
   */
  void drain(LongConsumer before) {
    for (int list = first(); list >= 0; list = first()) {
      StepEvent event = lists[list].get(next[list]++);
      before.accept(event.order());
      inboxes[list].deliver(senders[list], event);
    }
    for (int list = 0; list < lists.length; list++) {
      lists[list].clear();
      next[list] = 0;
    }
  }

  private int first() {
    int first = -1;
    long least = Long.MAX_VALUE;
    for (int list = 0; list < lists.length; list++) {
      if (next[list] < lists[list].size()) {
        long order = lists[list].get(next[list]).order();
        if (first < 0 || order < least) {
          first = list;
          least = order;
        }
      }
    }
    return first;
  }
}
