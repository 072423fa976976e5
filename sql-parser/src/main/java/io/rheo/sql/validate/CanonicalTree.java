package io.rheo.sql.validate;

import io.rheo.sql.catalog.FunctionDefinition;
import io.rheo.sql.catalog.FunctionKind;
import io.rheo.sql.catalog.Functions;
import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import io.rheo.sql.parse.RheoForms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Gives each construct that can be written in several ways the one form that the rest knows: window
 * functions (see {@link WindowCalls}), windows in GROUP BY (see {@link LegacyWindows}), {@code
 * errors('t')} as the table of that name, {@code DATE_TRUNC} as FLOOR; aggregate calls (see {@link
 * AggregateForms}), also those in OVER that have a condition (see {@link FilteredOver}). Refuses
 * types that the engine cannot hold.
 */
final class CanonicalTree extends SqlShuttle {
  private final Functions functions;
  private final SelectForms selectForms;
  private final RowFunctions rowFunctions;
  private final OuterColumns outerColumns;
  private final OuterAggregates outerAggregates;
  private final ArrayQueries arrayQueries;
  private final Deque<Set<String>> around = new ArrayDeque<>(); // tables of the queries around
  private boolean over; // whether the parent is an OVER
  private boolean inPattern; // whether within MATCH_RECOGNIZE, and no query in it

  private CanonicalTree(Functions functions) {
    this.functions = functions;
    AggregateSearch aggregates = new AggregateSearch(functions);
    selectForms = new SelectForms(aggregates);
    rowFunctions = new RowFunctions(aggregates);
    outerColumns = new OuterColumns(aggregates);
    outerAggregates = new OuterAggregates(aggregates);
    arrayQueries = new ArrayQueries(aggregates);
  }

  /**
   * The tree in canonical form; the given one is not changed.
   *
   * @param functions those that users defined
   * @throws Refusal at the first construct that cannot be brought into it
   */
  static SqlNode of(SqlNode tree, Functions functions) {
    return PivotInput.withNames(tree).accept(new CanonicalTree(functions));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call instanceof SqlJoin join) {
      LateralRules.check(join);
    }
    SqlNode written = writtenOut(call);
    if (written != call) {
      return written.accept(this);
    }
    if (call.getKind() == SqlKind.COLLECTION_TABLE) {
      return tableFunction(call);
    }
    if (call.getOperator().equals(SqlLibraryOperators.INFIX_CAST)) {
      return visit(CastFunction.CAST.createCall(call.getParserPosition(), call.getOperandList()));
    }
    if (call instanceof SqlOrderBy order
        && order.query instanceof SqlSelect select
        && LegacyWindows.isIn(select)) {
      return visit(withOrder(select, order));
    }
    SqlNode node = children(call);
    if (node instanceof SqlSelect select) {
      UsingColumns.settle(select);
      HavingSubQueries.settle(select);
      return LegacyWindows.rewrite(select);
    }
    if (node instanceof SqlMatchRecognize match) {
      return named(match);
    }
    if (node instanceof SqlCall visited && visited.getKind() == SqlKind.OVER) {
      return FilteredOver.rewrite(visited);
    }
    if (node instanceof SqlCall visited && visited.getOperator().getName().equals("DATE_TRUNC")) {
      return floor(visited);
    }
    return node instanceof SqlCall visited ? AggregateForms.canonical(visited, over) : node;
  }

  /** Short forms of queries; the same object if it is none. */
  private SqlNode writtenOut(SqlCall call) {
    if (call instanceof SqlOrderBy order) {
      return selectForms.rewrite(order);
    } else if (call instanceof SqlSelect select) {
      SqlSelect joined =
          outerColumns.rewrite(outerAggregates.rewrite(JoinForms.rewrite(select)), tablesAround());
      SqlNode written = selectForms.rewrite(joined);
      return written == joined ? rowFunctions.rewrite(joined) : written;
    } else if (call instanceof SqlJoin join) {
      return JoinForms.inlined(join);
    } else if (call.getOperator().equals(RheoForms.AT_TIME_ZONE)) {
      return TemporalFunctions.atTimeZone(call);
    }
    SqlNode written = OperatorForms.rewrite(call);
    if (written == call) {
      written = arrayQueries.rewrite(call);
    }
    if (written == call) {
      written = FirstAndLast.rewrite(call, inPattern);
    }
    if (written == call && functions.find(call.getOperator().getName()).isEmpty()) {
      written = OtherNames.rewrite(call);
    }
    return written == call ? RowFunctions.inFrom(PivotInput.renamed(call)) : written;
  }

  @Override
  public SqlNode visit(SqlLiteral literal) {
    return literal instanceof SqlIntervalLiteral interval
        ? IntervalText.canonical(interval)
        : literal;
  }

  /**
   * A copy that validation can change. Calcite resolves columns by the name of what is matched: it
   * gets one if it has none.
   */
  private static SqlNode named(SqlMatchRecognize match) {
    SqlNode[] operands = match.getOperandList().toArray(new SqlNode[0]);
    SqlNode rows = match.getTableRef();
    if (!(rows instanceof SqlIdentifier) && rows.getKind() != SqlKind.AS) {
      SqlParserPos position = rows.getParserPosition();
      operands[SqlMatchRecognize.OPERAND_TABLE_REF] =
          SqlStdOperatorTable.AS.createCall(position, rows, new SqlIdentifier("$rows", position));
    }
    return match.getOperator().createCall(match.getParserPosition(), operands);
  }

  private SqlNode children(SqlCall call) {
    boolean outer = over;
    boolean outerPattern = inPattern;
    over = call.getKind() == SqlKind.OVER;
    inPattern = call instanceof SqlMatchRecognize || (inPattern && !call.isA(SqlKind.QUERY));
    if (call instanceof SqlSelect select) {
      around.push(OuterColumns.names(select.getFrom()));
    }
    SqlNode node = super.visit(call);
    if (call instanceof SqlSelect) {
      around.pop();
    }
    over = outer;
    inPattern = outerPattern;
    return node;
  }

  private Set<String> tablesAround() {
    return around.stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  /** So that ORDER BY can name the window's functions as well. */
  private static SqlSelect withOrder(SqlSelect select, SqlOrderBy order) {
    SqlSelect ordered = (SqlSelect) select.clone(order.getParserPosition());
    ordered.setOrderBy(order.orderList.isEmpty() ? null : order.orderList);
    ordered.setOffset(order.offset);
    ordered.setFetch(order.fetch);
    return ordered;
  }

  private SqlNode tableFunction(SqlCall collection) {
    SqlCall function = collection.operand(0);
    String name = function.getOperator().getName();
    if (name.equalsIgnoreCase("errors")) {
      return systemTable(function, SystemTables::errors);
    }
    if (name.equalsIgnoreCase("late")) {
      return systemTable(function, SystemTables::late);
    }
    if (functions.find(name).filter(f -> f.code().kind() == FunctionKind.TABLE).isPresent()) {
      return super.visit(collection);
    }
    WindowKind kind = WindowKind.named(name).orElseThrow(() -> unknownFunction(function, name));
    SqlCall visited = (SqlCall) super.visit(collection);
    return SqlStdOperatorTable.COLLECTION_TABLE.createCall(
        visited.getParserPosition(),
        WindowCalls.canonical(RheoOperators.window(kind), (SqlCall) visited.operand(0)));
  }

  private Refusal unknownFunction(SqlCall function, String name) {
    List<String> known = new ArrayList<>();
    Stream.of(WindowKind.values()).map(WindowKind::name).forEach(known::add);
    known.addAll(List.of("errors", "late"));
    functions.list().stream()
        .filter(f -> f.code().kind() == FunctionKind.TABLE)
        .map(FunctionDefinition::name)
        .forEach(known::add);
    return new Refusal(
        SqlError.of(ErrorCode.FUNCTION_NOT_FOUND, "table function '" + name + "' not found")
            .fix(Suggestions.didYouMean(name, "table functions", known)),
        function.getParserPosition());
  }

  private static SqlNode systemTable(SqlCall function, UnaryOperator<String> nameOf) {
    if (function.operandCount() != 1
        || !(function.operand(0) instanceof SqlLiteral table)
        || !SqlTypeName.CHAR_TYPES.contains(table.getTypeName())) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.WRONG_ARGUMENTS,
                  function.getOperator().getName()
                      + " takes the name of a table or job as a string")
              .fix("write it like errors('trades') or late('my_job')"),
          function.getParserPosition());
    }
    return new SqlIdentifier(
        nameOf.apply(table.getValueAs(String.class)), table.getParserPosition());
  }

  /** {@code DATE_TRUNC('hour', ts)} and {@code DATE_TRUNC(ts, HOUR)}. */
  private static SqlNode floor(SqlCall call) {
    if (call.operandCount() != 2) {
      return call;
    }
    SqlNode first = call.operand(0);
    SqlNode second = call.operand(1);
    boolean unitFirst =
        first instanceof SqlLiteral literal
            && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName());
    if (!unitFirst) {
      return second instanceof SqlIntervalQualifier ? floor(call, first, second) : call;
    }
    if (second instanceof SqlIntervalQualifier column) { // named like a unit
      second = new SqlIdentifier(column.toString(), column.getParserPosition());
    }
    SqlLiteral unit = (SqlLiteral) first;
    String name = unit.getValueAs(String.class).toUpperCase(Locale.ROOT);
    for (TimeUnit timeUnit : TimeUnit.values()) {
      if (timeUnit.name().equals(name)) {
        SqlNode qualifier = new SqlIntervalQualifier(timeUnit, null, unit.getParserPosition());
        return timeUnit == TimeUnit.WEEK
            ? floorToMonday(call, second, qualifier)
            : floor(call, second, qualifier);
      }
    }
    throw new Refusal(
        SqlError.of(ErrorCode.WRONG_ARGUMENTS, "'" + name + "' is not a unit of time")
            .fix("use one of year, quarter, month, week, day, hour, minute, second"),
        unit.getParserPosition());
  }

  private static SqlNode floor(SqlCall call, SqlNode time, SqlNode unit) {
    return SqlStdOperatorTable.FLOOR.createCall(call.getParserPosition(), time, unit);
  }

  /** Weeks start on Sunday in FLOOR, and on Monday in DATE_TRUNC, which is PostgreSQL's. */
  private static SqlNode floorToMonday(SqlCall call, SqlNode time, SqlNode week) {
    SqlParserPos position = call.getParserPosition();
    SqlNode day =
        SqlLiteral.createInterval(
            1, "1", new SqlIntervalQualifier(TimeUnit.DAY, null, position), position);
    SqlNode dayBefore = SqlStdOperatorTable.MINUS.createCall(position, time, day);
    return SqlStdOperatorTable.PLUS.createCall(position, floor(call, dayBefore, week), day);
  }

  @Override
  public SqlNode visit(SqlDataTypeSpec type) {
    checkPrecision(type);
    return type;
  }

  /**
   * Refuses precisions that no type has. TIMESTAMP(4) to TIMESTAMP(9), which files of other systems
   * are full of, are taken for TIMESTAMP(3).
   */
  static void checkPrecision(SqlDataTypeSpec type) {
    if (!(type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic)) {
      return;
    }
    SqlTypeName name = SqlTypeName.get(basic.getTypeName().getSimple());
    boolean isTime =
        name == SqlTypeName.TIME
            || name == SqlTypeName.TIMESTAMP
            || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    if (isTime && basic.getPrecision() > RheoTypes.TIME_PRECISION_DECLARED_MAX) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.PRECISION_OUT_OF_RANGE, "times have at most 9 digits after the second")
              .fix("use precision 3: the engine counts milliseconds"),
          type.getParserPosition());
    }
    int maximum = RheoTypes.SYSTEM.getMaxPrecision(SqlTypeName.DECIMAL);
    boolean fits =
        basic.getPrecision() != 0
            && basic.getPrecision() <= maximum
            && basic.getScale() <= Math.max(basic.getPrecision(), 0);
    if (name == SqlTypeName.DECIMAL && !fits) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.PRECISION_OUT_OF_RANGE, "DECIMAL(p, s) needs 1 <= p <= 38 and s <= p")
              .fix("choose smaller numbers, or DOUBLE"),
          type.getParserPosition());
    }
  }
}
