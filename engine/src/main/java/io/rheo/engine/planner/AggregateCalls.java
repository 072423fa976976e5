package io.rheo.engine.planner;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Aggregate functions of a query as those of the engine. */
final class AggregateCalls {
  /** Names that mean another function, or the same with other parameters. */
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("$SUM0", "SUM0"),
          Map.entry("STDDEV", "STDDEV_SAMP"),
          Map.entry("VARIANCE", "VAR_SAMP"),
          Map.entry("MIN_BY", "ARG_MIN"),
          Map.entry("MAX_BY", "ARG_MAX"),
          Map.entry("MEDIAN", "PERCENTILE_CONT"),
          Map.entry("PERCENTILE", "PERCENTILE_CONT"),
          Map.entry("QUANTILE_CONT", "PERCENTILE_CONT"),
          Map.entry("QUANTILE_DISC", "PERCENTILE_DISC"),
          Map.entry("APPROX_QUANTILE", "APPROX_PERCENTILE"));

  /** Of equal values one is as good as all. */
  private static final Set<String> DISTINCT_IN_ANY_CASE =
      Set.of(
          "MIN",
          "MAX",
          "ANY_VALUE",
          "BIT_AND",
          "BIT_OR",
          "ARG_MIN",
          "ARG_MAX",
          "APPROX_COUNT_DISTINCT");

  private final List<org.apache.calcite.rel.core.AggregateCall> calls;
  private final IntFunction<RelDataType> types;
  private final PhysicalPlanner planner;
  private final AggregateParameters parameters;

  AggregateCalls(Aggregate rel, PhysicalPlanner planner) {
    this(
        rel.getAggCallList(),
        AggregateParameters.expressions(rel.getInput()),
        column -> rel.getInput().getRowType().getFieldList().get(column).getType(),
        planner);
  }

  /**
   * Calls that are not those of an aggregate.
   *
   * @param arguments the expression that is an argument; {@code null} if there is none
   * @param types the type of an argument
   */
  AggregateCalls(
      List<org.apache.calcite.rel.core.AggregateCall> calls,
      IntFunction<RexNode> arguments,
      IntFunction<RelDataType> types,
      PhysicalPlanner planner) {
    this.calls = calls;
    this.types = types;
    this.planner = planner;
    parameters = new AggregateParameters(arguments, planner);
  }

  /** The columns of the relational input that a call reads, apart from constants. */
  static List<Integer> columns(org.apache.calcite.rel.core.AggregateCall call) {
    int arguments = call.getArgList().size() - AggregateParameters.count(call);
    List<Integer> columns = new ArrayList<>(call.getArgList().subList(0, arguments));
    if (call.hasFilter()) {
      columns.add(call.filterArg);
    }
    call.getCollation().getFieldCollations().forEach(key -> columns.add(key.getFieldIndex()));
    return columns;
  }

  /**
   * The calls over the columns of an operator.
   *
   * @param columns where the operator finds a column of the relational input
   * @param type the type of a column of the operator's input
   */
  List<AggregateCall> translate(IntUnaryOperator columns, IntFunction<DataType> type) {
    return translate(calls, columns, type);
  }

  /** As {@link #translate(IntUnaryOperator, IntFunction)}, of some of the calls. */
  List<AggregateCall> translate(
      List<org.apache.calcite.rel.core.AggregateCall> some,
      IntUnaryOperator columns,
      IntFunction<DataType> type) {
    return some.stream().map(call -> translate(call, columns, type)).toList();
  }

  private AggregateCall translate(
      org.apache.calcite.rel.core.AggregateCall call,
      IntUnaryOperator columns,
      IntFunction<DataType> type) {
    boolean user = UserAggregateCalls.isUser(call);
    int constants = AggregateParameters.count(call);
    List<Integer> arguments =
        call.getArgList().subList(0, call.getArgList().size() - constants).stream()
            .map(columns::applyAsInt)
            .toList();
    List<DataType> types = arguments.stream().map(type::apply).toList();
    AggregateFunction function =
        user
            ? UserAggregateCalls.of(
                call, call.getArgList().stream().map(this.types::apply).toList(), types, planner)
            : function(call, types);
    if (!user) {
      checkArguments(call, function, types);
    }
    List<SortKey> order = order(call, columns);
    SortKeyTypes.check(
        order,
        type,
        "the rows of " + name(call) + " cannot be",
        text ->
            planner
                .query()
                .positions()
                .errorAtFunction(call.getAggregation().getName(), ErrorCode.NOT_SUPPORTED, text));
    return new AggregateCall(
        function,
        arguments,
        types,
        call.hasFilter() ? columns.applyAsInt(call.filterArg) : AggregateCall.NONE,
        call.isDistinct() && (user || !DISTINCT_IN_ANY_CASE.contains(function.name())),
        order,
        DataTypes.of(call.getType()));
  }

  private AggregateFunction function(
      org.apache.calcite.rel.core.AggregateCall call, List<DataType> types) {
    String name = name(call);
    if (!AggregateFunction.NAMES.contains(name)) {
      throw refuse(call, "the aggregate " + name + " is not supported")
          .fix("use COUNT, SUM, MIN, ARRAY_AGG or another of those in docs/sql/aggregates.md");
    }
    List<Object> constants = parameters.of(call, name);
    if (name.equals("APPROX_PERCENTILE") && !hasSketch(types.get(0).storage())) {
      return new AggregateFunction("PERCENTILE_DISC", constants.subList(0, constants.size() - 1));
    }
    return new AggregateFunction(name, constants);
  }

  /** Whether there is a sketch of the order of values: where they fit into 64 bits. */
  private static boolean hasSketch(Storage storage) {
    return switch (storage) {
      case BOOLEAN, INT, LONG, DOUBLE -> true;
      case DECIMAL128, BYTES, OBJECT -> false;
    };
  }

  private static String name(org.apache.calcite.rel.core.AggregateCall call) {
    String name = call.getAggregation().getName();
    // EVERY, BOOL_OR and the like are the least and the greatest truth value.
    return switch (call.getAggregation().getKind()) {
      case MIN -> "MIN";
      case MAX -> "MAX";
      case JSON_ARRAYAGG, JSON_OBJECTAGG -> call.getAggregation().getKind().name();
      case COUNT -> call.isApproximate() ? "APPROX_COUNT_DISTINCT" : name;
      default -> Optional.ofNullable(SYNONYMS.get(name)).orElse(name);
    };
  }

  private void checkArguments(
      org.apache.calcite.rel.core.AggregateCall call,
      AggregateFunction function,
      List<DataType> types) {
    for (DataType type : types) {
      if (!fits(function.name(), type, types.indexOf(type))) {
        throw refuse(call, name(call) + " of " + type.withNullable(true) + " is not supported")
            .fix("aggregate a number, or a part of the value");
      }
    }
  }

  private static boolean fits(String function, DataType type, int place) {
    return switch (function) {
      case "SUM", "SUM0", "AVG", "PERCENTILE_CONT" -> isNumber(type);
      case "BIT_AND", "BIT_OR", "BIT_XOR" -> isInteger(type);
      case "MIN", "MAX", "PERCENTILE_DISC", "APPROX_PERCENTILE" -> type.storage() != Storage.OBJECT;
      case "ARG_MIN", "ARG_MAX" -> place == 0 || type.storage() != Storage.OBJECT;
      default -> true;
    };
  }

  private static boolean isInteger(DataType type) {
    return switch (type.name()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
      default -> false;
    };
  }

  private static boolean isNumber(DataType type) {
    return isInteger(type)
        || type.name() == TypeName.DECIMAL
        || type.name() == TypeName.FLOAT
        || type.name() == TypeName.DOUBLE;
  }

  private static List<SortKey> order(
      org.apache.calcite.rel.core.AggregateCall call, IntUnaryOperator columns) {
    return call.getCollation().getFieldCollations().stream()
        .map(key -> sortKey(key, columns.applyAsInt(key.getFieldIndex())))
        .toList();
  }

  /** NULL is the least value unless the query says otherwise. */
  private static SortKey sortKey(RelFieldCollation key, int column) {
    boolean descending = key.getDirection().isDescending();
    boolean nullsFirst =
        switch (key.nullDirection) {
          case FIRST -> true;
          case LAST -> false;
          case UNSPECIFIED -> !descending;
        };
    return new SortKey(column, descending, nullsFirst);
  }

  private SqlError refuse(org.apache.calcite.rel.core.AggregateCall call, String what) {
    return planner
        .query()
        .positions()
        .errorAtFunction(call.getAggregation().getName(), ErrorCode.NOT_YET, what);
  }
}
