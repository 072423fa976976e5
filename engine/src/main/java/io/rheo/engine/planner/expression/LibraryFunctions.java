package io.rheo.engine.planner.expression;

import io.rheo.engine.codegen.StageCompiler;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.DeclarationStatement;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Statement;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexProgramBuilder;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/**
 * Calls of functions that Calcite implements and we do not: Calcite writes the Java for the one
 * call, with variables {@code a0, a1 …} for its operands, and our generated code wraps it.
 */
final class LibraryFunctions {
  /** The variable by which Calcite's code asks for the session: users, zones, the clock. */
  private static final Pattern SESSION = Pattern.compile("\\broot\\b");

  private LibraryFunctions() {}

  static Expr translate(ExpressionTranslator t, RexCall call) {
    List<Expr> operands = new ArrayList<>();
    RexCall overVariables = withVariables(t, call, operands);
    DataType type = DataTypes.of(call.getType());
    BlockBuilder statements = new BlockBuilder();
    BlockBuilder constants = new BlockBuilder();
    try {
      Expression result = implement(t.rexBuilder(), overVariables, statements, constants);
      statements.add(Expressions.return_(null, result));
    } catch (RuntimeException | AssertionError e) {
      // Calcite has no exception of its own for a function that it only knows by name.
      throw new NotSupportedException(describe(call), e);
    }
    String source = Expressions.toString(statements.toBlock());
    if (SESSION.matcher(source).find()) {
      throw new NotSupportedException(describe(call));
    }
    Expr.LibraryCall library =
        new Expr.LibraryCall(
            call.getOperator().getName(), constants(constants), source, operands, type);
    if (!StageCompiler.isCompilable(library)) {
      throw new NotSupportedException(describe(call) + " of these types");
    }
    return library;
  }

  private static String describe(RexCall call) {
    return "function " + call.getOperator().getName();
  }

  /** The same call of columns 0, 1 …; constants stay, since Calcite looks at some of them. */
  private static RexCall withVariables(ExpressionTranslator t, RexCall call, List<Expr> operands) {
    RexBuilder rexBuilder = t.rexBuilder();
    RelDataTypeFactory types = rexBuilder.getTypeFactory();
    List<RexNode> variables = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      if (operand instanceof RexLiteral) {
        variables.add(operand);
      } else {
        RelDataType nullable = types.createTypeWithNullability(widened(operand, types), true);
        variables.add(new RexInputRef(operands.size(), nullable));
        operands.add(t.coercion().to(DataTypes.of(nullable), t.translate(operand)));
      }
    }
    return call.clone(types.createTypeWithNullability(call.getType(), true), variables);
  }

  /**
   * FLOAT as DOUBLE: of the methods of one name, none of which takes a float, Calcite may choose
   * the one of decimals, which know no NaN.
   */
  private static RelDataType widened(RexNode operand, RelDataTypeFactory types) {
    SqlTypeName name = operand.getType().getSqlTypeName();
    return name == SqlTypeName.REAL || name == SqlTypeName.FLOAT
        ? types.createSqlType(SqlTypeName.DOUBLE)
        : operand.getType();
  }

  private static Expression implement(
      RexBuilder rexBuilder, RexCall call, BlockBuilder statements, BlockBuilder constants) {
    JavaTypeFactory typeFactory = (JavaTypeFactory) rexBuilder.getTypeFactory();
    RelDataTypeFactory.Builder row = typeFactory.builder();
    for (RexNode operand : call.getOperands()) {
      if (operand instanceof RexInputRef ref) {
        row.add("a" + ref.getIndex(), operand.getType());
      }
    }
    RelDataType rowType = row.build();
    RexProgramBuilder program = new RexProgramBuilder(rowType, rexBuilder);
    program.addProject(call, "result");
    RexProgram single = program.getProgram();
    RexToLixTranslator.InputGetter input =
        (list, index, storageType) -> {
          Type boxed = typeFactory.getJavaClass(rowType.getFieldList().get(index).getType());
          Expression variable = Expressions.parameter(boxed, "a" + index);
          return storageType == null ? variable : EnumUtils.convert(variable, storageType);
        };
    return RexToLixTranslator.translateProjects(
            single,
            typeFactory,
            SqlConformanceEnum.DEFAULT,
            statements,
            constants,
            null,
            DataContext.ROOT,
            input,
            null)
        .get(0);
  }

  private static List<Expr.LibraryConstant> constants(BlockBuilder block) {
    List<Expr.LibraryConstant> constants = new ArrayList<>();
    for (Statement statement : block.toBlock().statements) {
      DeclarationStatement declaration = (DeclarationStatement) statement;
      constants.add(
          new Expr.LibraryConstant(
              declaration.parameter.name,
              javaName(declaration.parameter.type),
              Expressions.toString(declaration.initializer)));
    }
    return constants;
  }

  private static String javaName(Type type) {
    return type instanceof Class<?> known ? known.getCanonicalName() : type.getTypeName();
  }
}
