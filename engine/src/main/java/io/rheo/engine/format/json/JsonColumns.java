package io.rheo.engine.format.json;

import io.rheo.engine.column.DateTimes.TimestampStyle;
import io.rheo.engine.format.MemberTarget;
import io.rheo.engine.type.RowType;
import java.util.Arrays;
import java.util.List;

/** What is wanted of a record: whole columns, and members of ROW columns. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record JsonColumns(RowType record, int[] targets, List<MemberTarget> members) {

  static JsonColumns whole(RowType record, int[] targets) {
    return new JsonColumns(record, targets, List.of());
  }

  int size() {
    return targets.length;
  }

  /** Whether the column, or a member of it, is wanted. */
  boolean isWanted(int column) {
    return targets[column] >= 0 || hasMembers(column);
  }

  boolean hasMembers(int column) {
    return members.stream().anyMatch(member -> member.column() == column);
  }

  /** For each member of a ROW column where it goes, or -1 if it is not wanted. */
  int[] memberTargets(int column) {
    int[] result = new int[record.type(column).children().size()];
    Arrays.fill(result, -1);
    for (MemberTarget member : members) {
      if (member.column() == column) {
        result[member.member()] = member.target();
      }
    }
    return result;
  }

  /** For each column what the scanner needs of it, {@code null} if it is not wanted. */
  ScanColumn[] scanned(TimestampStyle style) {
    ScanColumn[] columns = new ScanColumn[size()];
    for (int i = 0; i < columns.length; i++) {
      if (targets[i] >= 0) {
        columns[i] = new ScanColumn(record.type(i), targets[i], style);
      } else if (hasMembers(i)) {
        columns[i] = ScanColumn.ofMembers(record.type(i), memberTargets(i), style);
      }
    }
    return columns;
  }
}
