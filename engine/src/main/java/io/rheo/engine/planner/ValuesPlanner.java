package io.rheo.engine.planner;

import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;

/** Constant rows. */
final class ValuesPlanner implements NodePlanner<Values> {
  @Override
  public PhysicalNode plan(Values rel, BitSet wanted, PhysicalPlanner planner) {
    List<List<Object>> rows =
        rel.getTuples().stream()
            .map(tuple -> tuple.stream().map(planner.expressions()::constant).toList())
            .map(Collections::unmodifiableList)
            .toList();
    return values(rows, DataTypes.rowType(rel.getRowType()));
  }

  /** A column for each parameter, a row for each list of their values. */
  static PhysicalNode rows(List<RelDataType> parameterTypes, List<List<Object>> parameters) {
    List<Field> fields = new ArrayList<>();
    for (RelDataType type : parameterTypes) {
      fields.add(new Field("?" + fields.size(), DataTypes.of(type).withNullable(true)));
    }
    return values(parameters, new RowType(fields));
  }

  /** All rows are known, so every time in them is a time attribute: no earlier row can follow. */
  private static PhysicalNode values(List<List<Object>> rows, RowType rowType) {
    List<Integer> times =
        IntStream.range(0, rowType.size())
            .filter(i -> isTimestamp(rowType.type(i).name()))
            .boxed()
            .toList();
    return new PhysicalNode.Values(rows, rowType, new StreamTraits(false, true, times));
  }

  private static boolean isTimestamp(TypeName type) {
    return type == TypeName.TIMESTAMP || type == TypeName.TIMESTAMP_LTZ;
  }
}
