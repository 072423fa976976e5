package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.state.BatchCodec;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Copies each row into every window of row counts that it is in, and adds the window's start and
 * end (BIGINT row numbers) and, if the plan has a time column, the window's greatest time.
 *
 * <p>Input: append-only. Output: insert-only, a window's rows in the order of arrival when its last
 * one arrives; incomplete windows never. State: the rows of incomplete windows, and a counter per
 * partition for ever.
 */
public final class CountWindowAssignOperator implements OneInputOperator {
  private final WindowNode.CountWindowAssign plan;
  private final KeyEncoder keys;
  private final GroupTable partitionTable;
  private final List<HeldRows> partitions = new ArrayList<>(); // by row of the table
  private final BatchCodec codec;
  private final BatchBuilder builder;
  private final int inputColumns;
  private int[] allRows = {};
  private int[] bases = {};

  public CountWindowAssignOperator(WindowNode.CountWindowAssign plan) {
    this.plan = plan;
    keys = new KeyEncoder(plan.input().rowType(), plan.partition());
    partitionTable = new GroupTable(keys.width(), new long[0], 0);
    codec = new BatchCodec(plan.input().rowType());
    builder = new BatchBuilder(plan.rowType());
    inputColumns = plan.input().rowType().size();
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int count = batch.rowCount();
    if (count > allRows.length) {
      allRows = IntStream.range(0, count).toArray();
      bases = new int[count];
    }
    partitionTable.probe(keys.encode(batch), allRows, 0, count, bases);
    while (partitions.size() < partitionTable.size()) {
      partitions.add(new HeldRows(plan.window()));
    }
    for (int row = 0; row < count; row++) {
      HeldRows partition = partition(row);
      if (partition.add(row)) {
        partition.keepRun(batch);
        emit(partition, out);
        partition.dropWindow();
      }
    }
    for (int row = 0; row < count; row++) {
      partition(row).keepRun(batch);
    }
    flush(out);
  }

  private HeldRows partition(int row) {
    return partitions.get(bases[row] / partitionTable.stride());
  }

  private void emit(HeldRows partition, Output out) {
    long start = partition.start();
    long end = start + plan.window().size();
    long time = plan.timeColumn() < 0 ? 0 : partition.greatest(plan.timeColumn());
    partition.forWindow(
        (batch, row) -> {
          for (int i = 0; i < inputColumns; i++) {
            builder.column(i).append(batch.column(i), row);
          }
          builder.longs(inputColumns).append(start);
          builder.longs(inputColumns + 1).append(end);
          appendTime(time);
          builder.endRow();
          if (builder.isFull()) {
            flush(out);
          }
        });
  }

  private void appendTime(long time) {
    if (plan.timeColumn() >= 0 && time == Long.MIN_VALUE) {
      builder.longs(inputColumns + 2).appendNull();
    } else if (plan.timeColumn() >= 0) {
      builder.longs(inputColumns + 2).append(time);
    }
  }

  private void flush(Output out) {
    if (!builder.isEmpty()) {
      out.batch(builder.build());
    }
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    keys.writeTo(state);
    partitionTable.writeTo(state);
    for (HeldRows partition : partitions) {
      partition.writeTo(state, codec);
    }
  }

  @Override
  public void restore(StateReader state) throws IOException {
    keys.readFrom(state);
    partitionTable.readFrom(state);
    for (int i = 0; i < partitionTable.size(); i++) {
      HeldRows partition = new HeldRows(plan.window());
      partition.readFrom(state, codec);
      partitions.add(partition);
    }
  }
}
