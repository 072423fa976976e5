package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ObjectColumn;
import io.rheo.engine.column.Validity;
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
      makers.add(block -> field.maker().make(block.of(kind)));
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
        : EventBlock::types;
  }

  /** Whole ROWs, boxed: for a plan that does not say which members it needs. */
  private static Column rows(EventTable.RowColumn column, DataType type, EventBlock block) {
    EventRows events = block.of(column.kind());
    List<Column> members =
        column.fields().stream().map(field -> field.maker().make(events)).toList();
    Object[] values = new Object[block.rowCount()];
    for (int i = 0; i < values.length; i++) {
      if (Validity.isSet(events.validity(), i)) {
        values[i] = row(members, type, i);
      }
    }
    return new ObjectColumn(values, events.validity());
  }

  private static List<Object> row(List<Column> members, DataType type, int index) {
    Object[] row = new Object[members.size()];
    for (int j = 0; j < row.length; j++) {
      row[j] = BoxedValues.get(members.get(j), type.children().get(j).type(), index);
    }
    return Arrays.asList(row);
  }
}
