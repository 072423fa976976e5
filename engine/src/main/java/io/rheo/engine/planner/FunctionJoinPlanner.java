package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.TableFunction;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.planner.expression.UserCalls;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.sql.logical.LogicalFunctionJoin;
import io.rheo.sql.validate.UserFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnnestOperator;

/** Joins with table functions: UNNEST and LATERAL TABLE(f(…)). */
final class FunctionJoinPlanner implements NodePlanner<LogicalFunctionJoin> {
  @Override
  public PhysicalNode plan(LogicalFunctionJoin rel, BitSet wanted, PhysicalPlanner planner) {
    int inputColumns = rel.getInput().getRowType().getFieldCount();
    Optional<UserCalls> user =
        rel.call().getOperator() instanceof UserFunction
            ? Optional.of(planner.expressions().userCall(rel.call()))
            : Optional.empty();
    List<Expr> arguments =
        user.map(UserCalls::arguments)
            .orElseGet(
                () ->
                    rel.call().getOperands().stream()
                        .map(planner.expressions()::collection)
                        .toList());
    Optional<Expr> condition = rel.condition().map(planner.expressions()::translate);
    BitSet used = (BitSet) wanted.clone();
    condition.ifPresent(expr -> ExprMapping.collect(expr, used));
    List<Integer> kept = used.get(0, inputColumns).stream().boxed().toList();
    PhysicalNode input = input(rel, arguments, kept, planner);
    RepeatedCalls.check(input, Stream.concat(condition.stream(), arguments.stream()), planner);
    if (input.traits().updating()
        && user.filter(call -> !call.function().isDeterministic()).isPresent()) {
      throw RepeatedCalls.refusal(rel.call().getOperator().getName(), planner);
    }

    RowType function = DataTypes.rowType(rel.functionType());
    int[] mapping = mapping(rel.getRowType().getFieldCount(), inputColumns, kept);
    PhysicalNode join =
        new PhysicalNode.FunctionJoin(
            input,
            function(rel, user, arguments, function),
            IntStream.range(0, kept.size()).boxed().toList(),
            IntStream.range(kept.size(), kept.size() + arguments.size()).boxed().toList(),
            condition.map(expr -> ExprMapping.remap(expr, mapping)),
            rel.isOuter(),
            rowType(input.rowType(), kept.size(), function, rel.isOuter()),
            traits(input.traits(), kept.size()));
    return restored(join, mapping, rel);
  }

  /** The columns that are kept, then the arguments. */
  private static PhysicalNode input(
      LogicalFunctionJoin rel, List<Expr> arguments, List<Integer> kept, PhysicalPlanner planner) {
    BitSet columns = new BitSet();
    kept.forEach(columns::set);
    arguments.forEach(argument -> ExprMapping.collect(argument, columns));
    PhysicalNode input = planner.plan(rel.getInput(), columns);
    List<Expr> projections = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int column : kept) {
      projections.add(CalcBuilder.ref(input, column));
      names.add(input.rowType().name(column));
    }
    for (Expr argument : arguments) {
      names.add("$" + (projections.size() - kept.size()));
      projections.add(argument);
    }
    return CalcBuilder.calc(input, Optional.empty(), projections, names);
  }

  private static TableFunction function(
      LogicalFunctionJoin rel, Optional<UserCalls> user, List<Expr> arguments, RowType columns) {
    List<DataType> types = arguments.stream().map(Expr::type).toList();
    SqlOperator operator = rel.call().getOperator();
    if (user.isPresent()) {
      UserCalls call = user.get();
      return new TableFunction.User(
          operator.getName(), call.function(), call.method(), types, columns);
    }
    return new TableFunction.Unnest(types, ((SqlUnnestOperator) operator).withOrdinality, columns);
  }

  private static RowType rowType(RowType input, int kept, RowType function, boolean outer) {
    List<Field> fields = new ArrayList<>(input.fields().subList(0, kept));
    for (Field field : function.fields()) {
      fields.add(outer ? new Field(field.name(), field.type().withNullable(true)) : field);
    }
    if (outer) {
      fields.add(new Field("$matched", DataType.of(TypeName.BOOLEAN)));
    }
    return new RowType(fields);
  }

  private static StreamTraits traits(StreamTraits input, int kept) {
    return new StreamTraits(
        input.updating(),
        input.bounded(),
        input.timeColumns().stream().filter(column -> column < kept).toList(),
        input.window().flatMap(window -> window.mapped(column -> column < kept ? column : -1)));
  }

  /** Where each column of the relational node is; -1 for those that are not kept. */
  private static int[] mapping(int columns, int inputColumns, List<Integer> kept) {
    int[] mapping = new int[columns];
    Arrays.fill(mapping, 0, inputColumns, -1);
    for (int i = 0; i < kept.size(); i++) {
      mapping[kept.get(i)] = i;
    }
    for (int i = inputColumns; i < columns; i++) {
      mapping[i] = kept.size() + i - inputColumns;
    }
    return mapping;
  }

  /** The columns of the relational node, with NULLs for those that nobody wants. */
  private static PhysicalNode restored(PhysicalNode join, int[] mapping, LogicalFunctionJoin rel) {
    RowType rowType = DataTypes.rowType(rel.getRowType());
    List<Expr> projections = new ArrayList<>();
    for (int i = 0; i < mapping.length; i++) {
      projections.add(
          mapping[i] < 0
              ? new Expr.Literal(null, rowType.type(i).withNullable(true))
              : CalcBuilder.ref(join, mapping[i]));
    }
    return CalcBuilder.calc(join, Optional.empty(), projections, rowType.names());
  }
}
