package io.rheo.engine.operator.changelog;

import static io.rheo.engine.operator.TestPlans.columns;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsolidationTest {
  private static final RowType ROW =
      columns(
          "v",
          TypeName.VARCHAR,
          "m",
          DataType.map(DataType.of(TypeName.VARCHAR), DataType.of(TypeName.BIGINT)));

  private static void add(BatchBuilder builder, int weight, Object... values) {
    for (int i = 0; i < values.length; i++) {
      BoxedValues.append(builder.column(i), values[i]);
    }
    builder.endRow(weight);
  }

  @Test
  void netsEqualRowsAndKeepsTheOrderOfTheRest() {
    BatchBuilder builder = new BatchBuilder(ROW);
    Map<String, Long> map = new java.util.LinkedHashMap<>();
    map.put("x", 1L);
    map.put("y", null);
    Map<String, Long> sameMap = new java.util.LinkedHashMap<>();
    sameMap.put("y", null);
    sameMap.put("x", 1L);
    add(builder, 1, "a rather long string", null);
    add(builder, 1, "b", map);
    add(builder, 1, "c", null);
    add(builder, -1, "a rather long string", null);
    add(builder, 1, "b", sameMap);
    Consolidation consolidation = new Consolidation(ROW);
    consolidation.add(builder.build());

    List<Batch> batches = consolidation.batches();

    assertThat(batches).hasSize(1);
    Batch net = batches.get(0);
    assertThat(Arrays.copyOf(net.weights(), net.rowCount())).containsExactly(2, 1);
    assertThat(BoxedValues.get(net.column(0), ROW.type(0), 1)).isEqualTo("c");
    assertThat(BoxedValues.get(net.column(1), ROW.type(1), 0)).isEqualTo(map);
  }

  @Test
  void forgetsRowsThatCameAndWent() {
    Consolidation consolidation = new Consolidation(ROW);
    for (int i = 0; i < 20_000; i++) {
      BatchBuilder builder = new BatchBuilder(ROW);
      add(builder, 1, "a long string with number " + i, null);
      add(builder, i == 7 ? 1 : -1, "a long string with number " + i, null);
      consolidation.add(builder.build());
    }
    assertThat(consolidation.batches()).hasSize(1);
    assertThat(consolidation.batches().get(0).weight(0)).isEqualTo(2);
  }
}
