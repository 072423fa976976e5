package io.rheo.engine.exec.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyPartitionerTest {
  private static final RowType COLUMNS =
      RowType.of(
          new Field("id", DataType.of(TypeName.BIGINT)),
          new Field("name", DataType.of(TypeName.VARCHAR)),
          new Field("x", DataType.of(TypeName.DOUBLE)),
          new Field("number", DataType.of(TypeName.BIGINT)));

  @Test
  void keepsRowsOfAKeyTogetherInOrderAndSpreadsKeys() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    int workers = 2 + random.nextInt(3);
    KeyPartitioner partitioner = new KeyPartitioner(List.of(0, 1, 2), workers);
    Map<String, Integer> workerOfKey = new HashMap<>();
    int[] rows = new int[workers];
    for (int number = 0; number < 20_000; ) {
      Batch batch = batch(random, number, 1 + random.nextInt(3000));
      number += batch.rowCount();
      partitioner.partition(batch);
      int seen = 0;
      for (int worker = 0; worker < workers; worker++) {
        if (partitioner.hasRows(worker)) {
          Batch part = partitioner.rowsOf(worker, batch);
          seen += part.rowCount();
          rows[worker] += part.rowCount();
          check(part, worker, workerOfKey, seed);
        }
      }
      assertThat(seen).as("seed %d", seed).isEqualTo(batch.rowCount());
    }
    for (int count : rows) {
      assertThat(count).as("seed %d", seed).isGreaterThan(20_000 / workers / 2);
    }
  }

  private static void check(Batch part, int worker, Map<String, Integer> workerOfKey, long seed) {
    List<Long> numbers = new ArrayList<>();
    for (int row = 0; row < part.rowCount(); row++) {
      numbers.add(part.longs(3)[row]);
      String name = part.column(1).isNull(row) ? "NULL" : "'" + part.bytes(1).string(row) + "'";
      // 0.0 + makes one zero of both
      String key = part.longs(0)[row] + "," + name + "," + (0.0 + part.doubles(2)[row]);
      assertThat(workerOfKey.putIfAbsent(key, worker)).as("seed %d", seed).isIn(null, worker);
    }
    assertThat(numbers).as("seed %d", seed).isSorted();
  }

  private static Batch batch(Random random, int first, int count) {
    double[] doubles = {0.0, -0.0, Double.NaN, 1.5};
    BatchBuilder rows = new BatchBuilder(COLUMNS);
    for (int i = 0; i < count; i++) {
      ((LongBuilder) rows.column(0)).append(random.nextInt(50));
      if (random.nextInt(10) == 0) {
        rows.column(1).appendNull();
      } else {
        byte[] name = "n".repeat(random.nextInt(12)).getBytes(StandardCharsets.UTF_8);
        ((BytesBuilder) rows.column(1)).append(name);
      }
      ((DoubleBuilder) rows.column(2)).append(doubles[random.nextInt(doubles.length)]);
      ((LongBuilder) rows.column(3)).append(first + i);
      rows.endRow(1);
    }
    return rows.build();
  }
}
