package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.ObjectColumn;
import io.rheo.engine.plan.MemberColumn;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the columns that a scan asks for, of the events of one batch. */
final class EventBatches {
  private final List<Maker> makers = new ArrayList<>();

  /** Makes one column of a batch. */
  private interface Maker {
    Column make(EventBlock block);
  }

  EventBatches(NexmarkSource source) {
    for (int column : source.request().physical()) {
      Field field = source.request().table().columns().fields().get(column);
      makers.add(whole(source.table().columns().get(column), field.type()));
    }
    for (MemberColumn member : source.request().members()) {
      EventKind kind = source.table().kind(member.column());
      EventField field = source.table().field(member.column(), member.member());
      makers.add(block -> spread(field.maker().make(block.of(kind)), kind, block));
    }
  }

  Batch batch(EventBlock block) {
    Column[] columns = new Column[makers.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = makers.get(i).make(block);
    }
    return new Batch(columns, block.rowCount());
  }

  private static Maker whole(EventTable.Column column, DataType type) {
    return column instanceof EventTable.RowColumn row
        ? block -> rows(row, type, block)
        : EventBatches::types;
  }

  private static Column types(EventBlock block) {
    int[] values = new int[block.rowCount()];
    for (EventKind kind : EventKind.values()) {
      EventRows events = block.of(kind);
      for (int run = 0; run < events.runCount(); run++) {
        int row = events.row(run);
        Arrays.fill(values, row, row + events.end(run) - events.start(run), kind.type());
      }
    }
    return new IntColumn(values, null);
  }

  /** The values of one kind's events, NULL in the rows of the others. */
  private static Column spread(Column dense, EventKind kind, EventBlock block) {
    EventRows events = block.of(kind);
    int rowCount = block.rowCount();
    if (events.count() == rowCount) {
      return dense;
    }
    long[] validity = events.validity(rowCount);
    if (dense instanceof LongColumn longs) {
      long[] values = new long[rowCount];
      copyRuns(longs.values(), events, values);
      return new LongColumn(values, validity);
    }
    BytesColumn texts = (BytesColumn) dense;
    int[] starts = new int[rowCount];
    int[] lengths = new int[rowCount];
    copyRuns(texts.starts(), events, starts);
    copyRuns(texts.lengths(), events, lengths);
    return new BytesColumn(texts.bytes(), starts, lengths, validity);
  }

  private static void copyRuns(long[] from, EventRows events, long[] to) {
    for (int run = 0; run < events.runCount(); run++) {
      int end = events.end(run);
      int row = events.row(run);
      for (int i = events.start(run); i < end; i++) { // too short for System.arraycopy to gain
        to[row++] = from[i];
      }
    }
  }

  private static void copyRuns(int[] from, EventRows events, int[] to) {
    for (int run = 0; run < events.runCount(); run++) {
      int end = events.end(run);
      int row = events.row(run);
      for (int i = events.start(run); i < end; i++) {
        to[row++] = from[i];
      }
    }
  }

  /** Whole ROWs, boxed: for a plan that does not say which members it needs. */
  private static Column rows(EventTable.RowColumn column, DataType type, EventBlock block) {
    EventRows events = block.of(column.kind());
    List<Column> members =
        column.fields().stream().map(field -> field.maker().make(events)).toList();
    Object[] values = new Object[block.rowCount()];
    for (int run = 0; run < events.runCount(); run++) {
      int start = events.start(run);
      for (int i = start; i < events.end(run); i++) {
        values[events.row(run) + (i - start)] = row(members, type, i);
      }
    }
    return new ObjectColumn(values, events.validity(block.rowCount()));
  }

  private static List<Object> row(List<Column> members, DataType type, int event) {
    Object[] row = new Object[members.size()];
    for (int j = 0; j < row.length; j++) {
      row[j] = BoxedValues.get(members.get(j), type.children().get(j).type(), event);
    }
    return Arrays.asList(row);
  }
}
