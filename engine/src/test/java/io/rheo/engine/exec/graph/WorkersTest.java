package io.rheo.engine.exec.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
  private final Workers workers = new Workers("test", 3);

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void everyWorkerDoesEachTaskOnceAndItsCallerSeesWhatWasDone() {
    int[] done = new int[3];

    for (int round = 1; round <= 10_000; round++) {
      workers.run(worker -> done[worker]++);

      assertThat(done).containsOnly(round);
    }
  }

  @Test
  void workersGoOnAfterTheyHaveSlept() {
    int[] done = new int[3];

    for (int round = 1; round <= 20; round++) {
      workers.run(
          worker -> {
            if (worker > 0) {
              LockSupport.parkNanos(2_000_000); // the caller waits so long that it sleeps
            }
            done[worker]++;
          });
      LockSupport.parkNanos(2_000_000); // nothing to do for so long that the others sleep

      assertThat(done).containsOnly(round);
    }
  }

  @Test
  void tasksRunSideBySide() {
    CountDownLatch all = new CountDownLatch(3);

    workers.run(
        worker -> {
          all.countDown();
          assertThat(reached(all)).isTrue();
        });
  }

  private static boolean reached(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theFirstFailureIsThrownWhenAllAreDone() {
    int[] done = new int[3];

    assertThatThrownBy(
            () ->
                workers.run(
                    worker -> {
                      done[worker]++;
                      if (worker > 0) {
                        throw new IllegalStateException("worker " + worker);
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("worker 1");
    assertThat(done).containsOnly(1);
    assertThatThrownBy(
            () ->
                workers.run(
                    worker -> {
                      throw new StackOverflowError("worker " + worker);
                    }))
        .hasMessage("worker 0");

    workers.run(worker -> done[worker]++); // what was thrown is forgotten
    assertThat(done).containsOnly(2);
  }

  @Test
  void anInterruptedCallerWaitsForTheOthersAndStaysInterrupted() {
    int[] done = new int[3];
    Thread.currentThread().interrupt();

    workers.run(
        worker -> {
          if (worker > 0) {
            LockSupport.parkNanos(2_000_000);
          }
          done[worker]++;
        });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).containsOnly(1);
  }

  @Test
  void whoWaitsDoesSideWorkMeanwhile() {
    AtomicInteger left = new AtomicInteger(1_000);
    CountDownLatch done = new CountDownLatch(1_000);
    workers.add(
        () -> {
          boolean mine = left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
          if (mine) {
            done.countDown();
          }
          return mine;
        });

    workers.run(
        worker -> {
          if (worker == 1) { // the caller and worker 2 wait for this one
            assertThat(reached(done)).isTrue();
          }
        });

    assertThat(left).hasValue(0);
  }

  @Test
  void sleepersAreWokenForSideWork() {
    workers.run(worker -> {});
    AtomicReference<CountDownLatch> wanted = new AtomicReference<>();
    workers.add(
        () -> {
          CountDownLatch latch = wanted.getAndSet(null);
          if (latch != null) {
            latch.countDown();
          }
          return latch != null;
        });

    for (int round = 0; round < 20; round++) {
      LockSupport.parkNanos(2_000_000); // nothing to do for so long that the others sleep
      CountDownLatch done = new CountDownLatch(1);
      wanted.set(done);
      workers.wake();

      assertThat(reached(done)).isTrue();
    }
  }

  @Test
  void threadsEndWhenTheWorkersAreClosed() throws InterruptedException {
    Thread[] threads = new Thread[3];
    workers.run(worker -> threads[worker] = Thread.currentThread());

    workers.close();

    for (int worker : IntStream.range(1, 3).toArray()) {
      threads[worker].join(30_000);
      assertThat(threads[worker].isAlive()).isFalse();
    }
  }
}
