package io.rheo.engine.exec.graph;

import io.rheo.engine.connector.ParallelTasks.SideWork;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The side work of a query: what its threads do while they wait for each other. */
final class SideWorks {
  private final List<SideWork> all = new CopyOnWriteArrayList<>();

  void add(SideWork work) {
    all.add(work);
  }

  void remove(SideWork work) {
    all.remove(work);
  }

  /** Does one piece; false if there is none. */
  boolean doOne() {
    for (SideWork work : all) {
      if (work.doOne()) {
        return true;
      }
    }
    return false;
  }
}
