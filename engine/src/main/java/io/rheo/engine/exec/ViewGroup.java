package io.rheo.engine.exec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Views that read each other, on one thread: they take their input together and share steps, so all
 * of them speak of the same rows at each boundary.
 */
final class ViewGroup {
  private static final long WAIT_NANOS = 20_000_000;
  private static final long SHARED_WAIT_NANOS = 2_000_000;

  private final ReentrantLock boundary;
  private final LongSupplier lastInsertion;
  private final BlockingDeque<Runnable> requests = new LinkedBlockingDeque<>();
  private final List<ViewMember> members = new ArrayList<>(); // a view after those that it reads
  private final List<Awaited> awaited = new ArrayList<>();
  private final Thread thread;
  private volatile boolean released;
  private int nextToWaitFor;

  /** Somebody waits for some views and those below them. */
  private record Awaited(Set<ViewMember> members, CatchUp catchUp) {}

  /**
   * @param lastInsertion into any table that Rheo stores
   */
  ViewGroup(String name, ReentrantLock boundary, LongSupplier lastInsertion) {
    this.boundary = boundary;
    this.lastInsertion = lastInsertion;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes in a view whose inputs are members. */
  void add(ViewMember member) {
    requests.add(
        () -> {
          members.add(member);
          member.connect();
        });
  }

  /** Tells {@code catchUp} when the members have what is there for them now. */
  void await(List<ViewMember> views, CatchUp catchUp) {
    requests.add(() -> awaited.add(new Awaited(withInputs(views), catchUp)));
  }

  /** Looks at its members before the next step: one of them is to change. */
  void look(CountDownLatch looked) {
    requests.add(looked::countDown);
  }

  /** Hands its members over to another group, between two steps. */
  void mergeInto(ViewGroup other) throws InterruptedException {
    released = true;
    look(new CountDownLatch(1));
    thread.join();
    requests.forEach(Runnable::run);
    other.requests.add(
        () -> {
          other.members.addAll(members);
          other.awaited.addAll(awaited);
        });
  }

  /** Stops all members; waits for nothing. */
  void close() {
    members().forEach(ViewMember::stop);
    thread.interrupt();
  }

  private List<ViewMember> members() {
    boundary.lock();
    try {
      return List.copyOf(members);
    } finally {
      boundary.unlock();
    }
  }

  private void run() {
    try {
      boolean somebodyEnded = false; // its readers have a step to do
      while (!released) {
        takeRequests();
        takeInput(!somebodyEnded);
        endStep();
        somebodyEnded = endMembers();
        publish();
        if (!somebodyEnded) { // else its readers have not given their last rows yet
          settle();
        }
      }
    } catch (InterruptedException e) {
      members.forEach(member -> member.end(ViewMember.State.STOPPED, null));
      publish();
    }
  }

  private void takeRequests() {
    boundary.lock(); // others look at who is a member
    try {
      Runnable request = requests.poll();
      while (request != null) {
        request.run();
        request = requests.poll();
      }
      members.forEach(ViewMember::turn);
    } finally {
      boundary.unlock();
    }
  }

  private void takeInput(boolean mayWait) throws InterruptedException {
    long horizon = lastInsertion.getAsLong(); // the same for all members
    members.forEach(member -> member.horizon().moveTo(horizon));
    boolean tookInput = false;
    for (ViewMember member : members) {
      if (member.isAtWork()) {
        tookInput |= takeInput(member);
      }
    }
    if (!tookInput && mayWait && requests.isEmpty() && !hasWork()) {
      waitForInput();
    }
  }

  /** Whether somebody has ended or caught up, which the end of the step will tell. */
  private boolean hasWork() {
    return !awaited.isEmpty() || members.stream().anyMatch(ViewMember::isDone);
  }

  private void endStep() {
    for (ViewMember member : members) {
      if (member.isAtWork()) {
        member.guard(member.dataflow()::endStep);
      }
    }
  }

  private static boolean takeInput(ViewMember member) throws InterruptedException {
    try {
      return member.dataflow().takeReady();
    } catch (RuntimeException | Error e) {
      member.end(ViewMember.State.FAILED, QueryThread.failureOf(e));
      return true;
    }
  }

  /** Who ends now tells its readers, who end after their next step at the earliest. */
  private boolean endMembers() {
    List<ViewMember> done = members.stream().filter(ViewMember::isDone).toList();
    done.forEach(ViewMember::finish);
    return !done.isEmpty();
  }

  /** The step becomes visible, for all members at once. */
  private void publish() {
    boundary.lock();
    try {
      for (ViewMember member : members) {
        member.terminal().publish();
        if (member.hasEnded() && !member.view().hasEnded()) {
          member.view().end(member.failure());
        }
      }
      members.removeIf(ViewMember::hasEnded);
    } finally {
      boundary.unlock();
    }
  }

  private void settle() {
    awaited.removeIf(
        waiting -> {
          boolean reached =
              waiting.members().stream().allMatch(member -> hasCaughtUp(member, waiting.catchUp()));
          if (reached) {
            waiting.catchUp().reached().countDown();
          }
          return reached;
        });
  }

  /** A view that rests or has ended will not get further. */
  private static boolean hasCaughtUp(ViewMember member, CatchUp catchUp) {
    return !member.isAtWork() || member.dataflow().hasCaughtUp(catchUp.toTheEnd());
  }

  private static Set<ViewMember> withInputs(List<ViewMember> views) {
    Set<ViewMember> all = new HashSet<>();
    views.forEach(view -> addWithInputs(view, all));
    return all;
  }

  private static void addWithInputs(ViewMember view, Set<ViewMember> all) {
    if (all.add(view)) {
      view.inputs().forEach(input -> addWithInputs(input.upstream(), all));
    }
  }

  /** Waits at one source, for a short time if there are several; without any, for a request. */
  private void waitForInput() throws InterruptedException {
    List<ViewMember> open =
        members.stream().filter(ViewMember::isAtWork).filter(m -> m.dataflow().isOpen()).toList();
    if (open.isEmpty()) {
      requests.putFirst(requests.takeFirst());
    } else if (open.size() == 1) {
      waitAt(open.get(0), WAIT_NANOS);
    } else {
      nextToWaitFor = (nextToWaitFor + 1) % open.size();
      waitAt(open.get(nextToWaitFor), SHARED_WAIT_NANOS);
    }
  }

  private static void waitAt(ViewMember member, long nanos) throws InterruptedException {
    try {
      member.dataflow().waitForInput(nanos);
    } catch (RuntimeException | Error e) {
      member.end(ViewMember.State.FAILED, QueryThread.failureOf(e));
    }
  }
}
