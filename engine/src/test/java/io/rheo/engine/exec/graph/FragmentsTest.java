package io.rheo.engine.exec.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.engine.plan.WindowJoin;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FragmentsTest {
  private static final DataType BIGINT = DataType.of(TypeName.BIGINT);
  private static final RowType COLUMNS =
      RowType.of(new Field("a", BIGINT), new Field("b", BIGINT), new Field("c", BIGINT));
  private static final StreamTraits TRAITS =
      new StreamTraits(false, true, List.of(), Optional.empty());

  private final PhysicalNode rows = new PhysicalNode.Values(List.of(), COLUMNS, TRAITS);

  @Test
  void keepsWhatWorksRowByRowWithTheScan() {
    assertThat(cut(project(rows, 0, 1, 2))).containsExactly("Calc on all: Values");
  }

  @Test
  void exchangesBeforeAnAggregate() {
    assertThat(cut(group(project(rows, 0, 1, 2), 0, 1)))
        .containsExactly("Calc on all: Values", "GroupAggregate on all: Calc by [0, 1]");
    assertThat(cut(group(rows)))
        .as("without keys, from the scan at once")
        .containsExactly("GroupAggregate on one: Values");
  }

  @Test
  void exchangesOnceForKeysThatContainOthers() {
    PhysicalNode byFirst = project(group(rows, 0, 1), 1, 0);

    assertThat(cut(group(byFirst, 1, 0)))
        .containsExactly("Values on all: Values", "GroupAggregate on all: Values by [0, 1]");
    assertThat(cut(group(byFirst, 0)))
        .containsExactly(
            "Values on all: Values",
            "Calc on all: Values by [0, 1]",
            "GroupAggregate on all: Calc by [0]");
  }

  @Test
  void gathersRowsForWhatIsNotByKey() {
    PhysicalNode limit = new OrderedNode.Limit(group(rows, 0), 0, 3, COLUMNS, TRAITS);

    assertThat(cut(group(limit, 0)))
        .containsExactly(
            "Values on all: Values",
            "GroupAggregate on all: Values by [0]",
            "GroupAggregate on one: GroupAggregate");
  }

  @Test
  void dealsWhatIsOnOneWorkerOutToAUnion() {
    PhysicalNode limit = new OrderedNode.Limit(rows, 0, 3, COLUMNS, TRAITS);
    PhysicalNode other = new PhysicalNode.Values(List.of(), COLUMNS, TRAITS);

    assertThat(cut(new PhysicalNode.Union(List.of(other, limit), COLUMNS, TRAITS)))
        .containsExactly("Limit on one: Values", "Union on all: Values, Limit");
  }

  @Test
  void readsWhatIsThereTwiceFromOneFragment() {
    PhysicalNode left = project(group(scan(), 0, 1), 1, 0);
    PhysicalNode right = group(group(scan(), 0, 1), 1);

    assertThat(cut(new PhysicalNode.Union(List.of(left, right), COLUMNS, TRAITS)))
        .containsExactly(
            "Scan on all: Scan",
            "GroupAggregate on all: Scan by [0, 1]",
            "Union on all: GroupAggregate, GroupAggregate by [1]");
  }

  @Test
  void readsWhatIsThereTwiceOnOneWorker() {
    PhysicalNode first = new OrderedNode.Limit(scan(), 0, 3, COLUMNS, TRAITS);
    PhysicalNode same = new OrderedNode.Limit(scan(), 0, 3, COLUMNS, TRAITS);

    assertThat(cut(new PhysicalNode.Union(List.of(first, same), COLUMNS, TRAITS)))
        .containsExactly("Limit on one: Scan", "Union on one: Limit, Limit");
  }

  @Test
  void copiesTheRightOfAWindowJoinThatHasOneRowAWindow() {
    PhysicalNode byAuction = aggregate(rows, 0);
    PhysicalNode greatest = aggregate(byAuction, 1, 2);

    assertThat(cut(join(JoinKind.INNER, byAuction, greatest)))
        .as("rows of the left stay")
        .contains("WindowJoin on all: Values by [0], WindowAggregate on each");
    assertThat(cut(join(JoinKind.LEFT, byAuction, project(greatest, 0, 1))))
        .anyMatch(fragment -> fragment.endsWith("Calc on each"));
    assertThat(cut(join(JoinKind.FULL, byAuction, greatest)))
        .as("a right row without a partner would come from each worker")
        .noneMatch(fragment -> fragment.contains("on each"));
    assertThat(cut(join(JoinKind.INNER, byAuction, aggregate(byAuction, 0, 1))))
        .as("many rows a window")
        .noneMatch(fragment -> fragment.contains("on each"));
  }

  private static PhysicalNode scan() {
    TableSpec table = new TableSpec("t", COLUMNS, Map.of(), List.of());
    return new PhysicalNode.Scan(
        table, List.of(0, 1, 2), List.of(), Optional.empty(), COLUMNS, TRAITS);
  }

  private static PhysicalNode project(PhysicalNode input, int... columns) {
    List<Expr> projections =
        java.util.Arrays.stream(columns)
            .<Expr>mapToObj(column -> new Expr.InputRef(column, BIGINT))
            .toList();
    List<Field> fields =
        java.util.Arrays.stream(columns).mapToObj(i -> new Field("c" + i, BIGINT)).toList();
    return new PhysicalNode.Calc(input, Optional.empty(), projections, new RowType(fields), TRAITS);
  }

  private static PhysicalNode group(PhysicalNode input, Integer... keys) {
    List<Field> fields =
        java.util.Arrays.stream(keys).map(i -> new Field("k" + i, BIGINT)).toList();
    return new PhysicalNode.GroupAggregate(
        input, List.of(keys), List.of(), new RowType(fields), TRAITS);
  }

  /** Of rows whose columns b and c are the start and the end of their window. */
  private static PhysicalNode aggregate(PhysicalNode input, Integer... keys) {
    StreamTraits inWindows = TRAITS.withWindow(new WindowColumns(1, 2, WindowColumns.NONE));
    return new WindowNode.WindowAggregate(
        input,
        new TimeWindow.Fixed(10, 10, 0),
        2,
        List.of(keys),
        List.of(),
        List.of(),
        EmitMode.ON_WINDOW_CLOSE,
        COLUMNS,
        inWindows);
  }

  private static PhysicalNode join(JoinKind kind, PhysicalNode left, PhysicalNode right) {
    JoinKey end = new JoinKey(2, 1, false);
    return new WindowJoin(
        left, right, kind, List.of(end), Optional.empty(), List.of(0), end, true, COLUMNS, TRAITS);
  }

  private static List<String> cut(PhysicalNode root) {
    return Fragments.of(root).stream().map(FragmentsTest::text).toList();
  }

  private static String text(Fragment fragment) {
    List<String> inputs =
        fragment.inputs().stream()
            .map(
                edge ->
                    name(edge.node())
                        + (edge.rows() instanceof Distribution.ByKeys keys
                            ? " by " + keys.columns()
                            : edge.rows() instanceof Distribution.OnEach ? " on each" : ""))
            .toList();
    return name(fragment.root())
        + (fragment.onOne() ? " on one: " : " on all: ")
        + String.join(", ", inputs);
  }

  private static String name(PhysicalNode node) {
    return node.getClass().getSimpleName();
  }
}
