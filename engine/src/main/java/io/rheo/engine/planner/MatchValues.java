package io.rheo.engine.planner;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.MatchValue;
import io.rheo.engine.plan.MatchValue.Navigation;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.MatchFunctions;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexPatternFieldRef;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Takes what expressions of MEASURES or of one condition in DEFINE say of the rows of a match out
 * of them: navigation, aggregates, CLASSIFIER and MATCH_NUMBER become columns of a row that the
 * operator makes, and the expression one over these columns.
 */
final class MatchValues {
  private final MatchColumns columns;
  private final PhysicalPlanner planner;
  private final RexBuilder rexBuilder;
  private final boolean running; // unless RUNNING or FINAL is written
  private final List<MatchValue> values = new ArrayList<>();

  MatchValues(MatchColumns columns, boolean running, PhysicalPlanner planner) {
    this.columns = columns;
    this.running = running;
    this.planner = planner;
    rexBuilder = columns.rexBuilder();
  }

  /** The values taken out so far. */
  List<MatchValue> values() {
    return List.copyOf(values);
  }

  private RexNode extract(RexNode expression) {
    return expression.accept(new Extractor(running));
  }

  private RexNode add(MatchValue value, RelDataType type) {
    int index = values.indexOf(value);
    if (index < 0) {
      index = values.size();
      values.add(value);
    }
    return new RexInputRef(index, type);
  }

  private final class Extractor extends RexShuttle {
    private final boolean upToCurrent;

    Extractor(boolean upToCurrent) {
      this.upToCurrent = upToCurrent;
    }

    @Override
    public RexNode visitInputRef(RexInputRef ref) {
      return navigate(ref, false, 0, 0, ref.getType());
    }

    @Override
    public RexNode visitPatternFieldRef(RexPatternFieldRef ref) {
      return navigate(ref, false, 0, 0, ref.getType());
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (call.getOperator() instanceof SqlAggFunction) {
        return aggregate(call);
      } else if (call.getOperator().equals(MatchFunctions.VARIABLE)) {
        return navigate(call, false, 0, 0, call.getType());
      } else if (call.getOperator().equals(MatchFunctions.MATCH_ROWTIME)) {
        return new Extractor(false)
            .navigate(call.getOperands().get(0), false, 0, 0, call.getType());
      }
      return switch (call.getKind()) {
        case RUNNING -> call.getOperands().get(0).accept(new Extractor(true));
        case FINAL -> call.getOperands().get(0).accept(new Extractor(false));
        case FIRST, LAST -> logical(call, 0, call.getType());
        case PREV, NEXT -> physical(call);
        case CLASSIFIER -> navigate(call, false, 0, 0, call.getType());
        case MATCH_NUMBER ->
            add(new MatchValue.MatchNumber(DataTypes.of(call.getType())), call.getType());
        default -> super.visitCall(call);
      };
    }

    private RexNode physical(RexCall call) {
      int sign = call.getKind() == SqlKind.PREV ? -1 : 1;
      int shift = sign * number(call);
      RexNode of = call.getOperands().get(0);
      while (of instanceof RexCall inner
          && (inner.getKind() == SqlKind.PREV || inner.getKind() == SqlKind.NEXT)) {
        shift += (inner.getKind() == SqlKind.PREV ? -1 : 1) * number(inner);
        of = inner.getOperands().get(0);
      }
      if (of instanceof RexCall inner
          && (inner.getKind() == SqlKind.FIRST || inner.getKind() == SqlKind.LAST)) {
        return logical(inner, shift, call.getType());
      } else if (of instanceof RexCall inner
          && (inner.getKind() == SqlKind.RUNNING || inner.getKind() == SqlKind.FINAL)) {
        return new Extractor(inner.getKind() == SqlKind.RUNNING)
            .logical((RexCall) inner.getOperands().get(0), shift, call.getType());
      }
      return navigate(of, false, 0, shift, call.getType());
    }

    private RexNode logical(RexCall call, int shift, RelDataType type) {
      boolean first = call.getKind() == SqlKind.FIRST;
      return navigate(call.getOperands().get(0), first, number(call), shift, type);
    }

    /** The value of an expression at the row that is found. */
    private RexNode navigate(RexNode of, boolean first, int offset, int shift, RelDataType type) {
      Navigation navigation = new Navigation(variables(of), first, offset, shift, upToCurrent);
      if (isClassifier(of)) {
        return add(new MatchValue.Classifier(navigation, DataTypes.of(type)), type);
      }
      int column = columns.of(plain(of));
      return add(new MatchValue.RowColumn(navigation, column, DataTypes.of(type)), type);
    }

    private boolean isClassifier(RexNode of) {
      return of.getKind() == SqlKind.CLASSIFIER
          || (of instanceof RexCall call
              && call.getOperator().equals(MatchFunctions.VARIABLE)
              && call.getOperands().get(1).getKind() == SqlKind.CLASSIFIER);
    }

    private RexNode aggregate(RexCall call) {
      MatchArguments arguments = MatchArguments.of(call);
      List<RexNode> operands = new ArrayList<>();
      Set<List<Integer>> variables = new LinkedHashSet<>();
      for (RexNode operand : arguments.all()) {
        operands.add(plain(operand));
        if (!(operand instanceof RexLiteral)) {
          variables.add(variables(operand));
        }
      }
      if (variables.size() > 1) {
        throw mixed(call.getOperator().getName());
      }
      boolean counts = call.getKind() == SqlKind.COUNT;
      RelDataType type =
          rexBuilder.getTypeFactory().createTypeWithNullability(call.getType(), !counts);
      AggregateCall translated = translate(call, arguments, operands, type);
      List<Integer> of = variables.stream().findFirst().orElse(List.of());
      return add(new MatchValue.Aggregate(translated, of, upToCurrent), type);
    }
  }

  private AggregateCall translate(
      RexCall call, MatchArguments arguments, List<RexNode> operands, RelDataType type) {
    List<Integer> places = IntStream.range(0, arguments.operands().size()).boxed().toList();
    org.apache.calcite.rel.core.AggregateCall aggregate =
        org.apache.calcite.rel.core.AggregateCall.create(
            (SqlAggFunction) call.getOperator(),
            arguments.distinct(),
            false,
            false,
            List.of(),
            places,
            arguments.filterPlace(),
            null,
            RelCollations.EMPTY,
            type,
            null);
    return new AggregateCalls(
            List.of(aggregate), operands::get, i -> operands.get(i).getType(), planner)
        .translate(place -> columns.of(operands.get(place)), columns::type)
        .get(0);
  }

  private int number(RexCall navigation) {
    int offset = ((RexLiteral) navigation.getOperands().get(1)).getValueAs(Integer.class);
    if (offset >= 0) {
      return offset;
    }
    throw planner
        .query()
        .positions()
        .errorAtFunction(
            navigation.getOperator().getName(),
            ErrorCode.WRONG_ARGUMENTS,
            "the offset of " + navigation.getOperator().getName() + " must not be negative")
        .fix("write a whole number from 0; PREV and NEXT are each other's opposite");
  }

  /** The variables whose rows an expression speaks of; empty for all. */
  private List<Integer> variables(RexNode expression) {
    Set<List<Integer>> found = new LinkedHashSet<>();
    expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            if (call.getOperator().equals(MatchFunctions.VARIABLE)) {
              found.add(
                  columns.variables(
                      ((RexLiteral) call.getOperands().get(0)).getValueAs(String.class)));
              return call;
            } else if (call.getKind() == SqlKind.CLASSIFIER) {
              found.add(List.of());
            }
            return super.visitCall(call);
          }

          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            found.add(List.of());
            return ref;
          }

          @Override
          public RexNode visitPatternFieldRef(RexPatternFieldRef ref) {
            return visitInputRef(ref);
          }
        });
    if (found.size() > 1) {
      throw mixed("the expression");
    }
    return found.stream().findFirst().orElse(List.of());
  }

  private SqlError mixed(String what) {
    return error(ErrorCode.INVALID_QUERY, what + " takes columns of several pattern variables")
        .why("it is computed for one row after the other, and each is mapped to one variable")
        .fix("take columns of one variable, and compute with the results");
  }

  /** The expression over the columns of one row. */
  private RexNode plain(RexNode expression) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            if (call.getOperator().equals(MatchFunctions.VARIABLE)) {
              return call.getOperands().get(1).accept(this);
            }
            check(call);
            return super.visitCall(call);
          }

          @Override
          public RexNode visitPatternFieldRef(RexPatternFieldRef ref) {
            return new RexInputRef(ref.getIndex(), ref.getType());
          }
        });
  }

  private void check(RexCall call) {
    boolean ofMatch =
        switch (call.getKind()) {
          case FIRST, LAST, PREV, NEXT, RUNNING, FINAL, CLASSIFIER, MATCH_NUMBER -> true;
          default -> call.getOperator() instanceof SqlAggFunction;
        };
    if (ofMatch) {
      throw error(
              ErrorCode.NOT_SUPPORTED,
              call.getOperator().getName() + " within a navigation or an aggregate")
          .why("what stands there is computed for a single row")
          .fix("write PREV(LAST(A.x, 1), 2) for rows before a row; compute with the results");
    }
  }

  private SqlError error(ErrorCode code, String what) {
    return planner.query().positions().error(Clause.MATCH_RECOGNIZE, code, what);
  }

  /** As {@link #translate}, but NULL for a row that is in no match. */
  Expr translateOfMatch(RexNode expression) {
    RelDataTypeFactory types = rexBuilder.getTypeFactory();
    RelDataType type =
        types.createTypeWithNullability(types.createSqlType(SqlTypeName.BIGINT), true);
    RexNode number = add(new MatchValue.MatchNumber(DataTypes.of(type)), type);
    RexNode value = extract(expression);
    RelDataType nullable = types.createTypeWithNullability(value.getType(), true);
    return planner
        .expressions()
        .translate(
            rexBuilder.makeCall(
                nullable,
                SqlStdOperatorTable.CASE,
                List.of(
                    rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, number),
                    value,
                    rexBuilder.makeNullLiteral(nullable))));
  }

  /** The expression over the values, in the engine's form. */
  Expr translate(RexNode expression) {
    return planner.expressions().translate(extract(expression));
  }
}
