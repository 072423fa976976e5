package io.rheo.engine.exec.graph;

import io.rheo.engine.operator.Output;
import java.util.List;

/** One place where rows come into a worker's part of a fragment, from one sender or several. */
final class Inbox {
  private final List<List<StepEvent>> senders;
  private final Output port;
  private final MergedWatermark merged;

  /**
   * @param senders what each of them has for this worker, in order
   * @param port where it goes
   */
  Inbox(List<List<StepEvent>> senders, Output port) {
    this.senders = senders;
    this.port = port;
    merged = new MergedWatermark(senders.size());
  }

  List<List<StepEvent>> senders() {
    return senders;
  }

  void deliver(int sender, StepEvent event) {
    if (event.isRows()) {
      port.batch(event.batch());
    } else if (merged.advance(sender, event.watermark())) {
      port.watermark(merged.get());
    }
  }
}
