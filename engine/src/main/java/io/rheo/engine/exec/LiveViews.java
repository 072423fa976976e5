package io.rheo.engine.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The materialized views at work, by name; letter case does not count. Views that read each other
 * are in one group and share steps; a view over views of two groups makes them one. Safe for use by
 * several threads.
 */
public final class LiveViews implements AutoCloseable {
  private final ReentrantLock boundary = new ReentrantLock(); // held once a step, for moments
  private final Map<String, Entry> views = new LinkedHashMap<>();
  private final LongSupplier lastInsertion;

  /**
   * @param lastInsertion the number of the last insertion into a table that Rheo stores
   */
  public LiveViews(LongSupplier lastInsertion) {
    this.lastInsertion = lastInsertion;
  }

  private static final class Entry {
    private final ViewMember member;
    private ViewGroup group;

    Entry(ViewMember member, ViewGroup group) {
      this.member = member;
      this.group = group;
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private Entry entry(String name) {
    Entry entry = views.get(key(name));
    if (entry == null) {
      throw new IllegalStateException("no materialized view " + name);
    }
    return entry;
  }

  /** The view of a name, at work or ended. */
  synchronized ViewMember member(String name) {
    return entry(name).member;
  }

  /** Starts a view; it takes up the rows that those have now which it reads. */
  synchronized RunningView start(ViewMember member) throws InterruptedException {
    Set<ViewGroup> groups = new LinkedHashSet<>();
    for (ViewMember.Input input : member.inputs()) {
      groups.add(entry(input.upstream().view().name()).group);
    }
    ViewGroup group = groups.isEmpty() ? newGroup(member) : merged(List.copyOf(groups));
    group.add(member);
    views.put(key(member.view().name()), new Entry(member, group));
    return new RunningView(member, this);
  }

  private ViewGroup newGroup(ViewMember member) {
    ViewGroup group = new ViewGroup("rheo-view-" + member.view().name(), boundary, lastInsertion);
    group.start();
    return group;
  }

  private ViewGroup merged(List<ViewGroup> groups) throws InterruptedException {
    ViewGroup first = groups.get(0);
    for (ViewGroup other : groups.subList(1, groups.size())) {
      other.mergeInto(first);
      views.values().stream()
          .filter(entry -> entry.group == other)
          .forEach(entry -> entry.group = first);
    }
    return first;
  }

  /** What some views have for one reader. */
  synchronized ViewFeed feed(List<String> names) {
    return new ViewFeed(boundary, names.stream().map(name -> entry(name).member.view()).toList());
  }

  /** Tells when views have taken in what is there for them now. */
  synchronized CatchUp.All catchUp(List<String> names, boolean toTheEnd) {
    Map<ViewGroup, List<ViewMember>> byGroup = new LinkedHashMap<>();
    for (String name : names) {
      Entry entry = entry(name);
      byGroup.computeIfAbsent(entry.group, group -> new ArrayList<>()).add(entry.member);
    }
    List<CatchUp> all = new ArrayList<>();
    byGroup.forEach(
        (group, members) -> {
          CatchUp catchUp = CatchUp.of(toTheEnd);
          group.await(members, catchUp);
          all.add(catchUp);
        });
    return new CatchUp.All(all);
  }

  /** Lets the group of a view look at it; returns what tells that it has. */
  synchronized CountDownLatch look(String name) {
    CountDownLatch looked = new CountDownLatch(1);
    Entry entry = views.get(key(name));
    if (entry == null) {
      looked.countDown();
    } else {
      entry.group.look(looked);
    }
    return looked;
  }

  /** Stops a view and forgets its rows. */
  public synchronized void drop(String name) {
    Entry dropped = views.remove(key(name));
    if (dropped == null) {
      return;
    }
    dropped.member.stop();
    dropped.group.look(new CountDownLatch(1));
    if (views.values().stream().noneMatch(entry -> entry.group == dropped.group)) {
      dropped.group.close();
    }
  }

  @Override
  public synchronized void close() {
    views.values().forEach(entry -> entry.group.close());
  }
}
