package io.rheo.engine.exec.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ResultQueueTest {
  private final ResultQueue queue = new ResultQueue();

  @Test
  void givesRowsInOrderAndThenNothing() throws Exception {
    Batch first = batch(1);
    Batch second = batch(2);
    queue.put(first);
    queue.put(second);
    queue.end(null);
    assertThat(queue.isDrained()).isFalse();
    assertThat(queue.take(0)).isSameAs(first);
    assertThat(queue.take(0)).isSameAs(second);
    assertThat(queue.take(TimeUnit.SECONDS.toNanos(5))).isNull();
    assertThat(queue.isDrained()).isTrue();
  }

  @Test
  void failsOnlyAfterTheRowsBefore() throws Exception {
    Batch rows = batch(1);
    queue.put(rows);
    queue.end(new IllegalStateException("boom"));
    assertThat(queue.take(0)).isSameAs(rows);
    assertThatThrownBy(() -> queue.take(0)).hasMessage("boom");
  }

  @Test
  void aFullQueueMakesTheQueryWaitUntilTheReaderTakes() throws Exception {
    queue.put(batch(ResultQueue.ROWS_MAX));
    CompletableFuture<Boolean> put = put(batch(1));
    assertThat(put).isNotDone();
    queue.take(0);
    assertThat(put.get()).isTrue();
  }

  @Test
  void aReaderWhoGoesAwayFreesTheQuery() throws Exception {
    queue.put(batch(ResultQueue.ROWS_MAX));
    CompletableFuture<Boolean> put = put(batch(1));
    queue.close();
    assertThat(put.get()).isFalse();
    assertThat(queue.take(0)).isNull();
  }

  private CompletableFuture<Boolean> put(Batch batch) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return queue.put(batch);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static Batch batch(int rows) {
    return new Batch(new Column[] {new LongColumn(new long[rows], null)}, rows);
  }
}
