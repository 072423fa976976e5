package io.rheo.engine.expr;

import io.rheo.engine.function.UserClass;
import io.rheo.engine.function.UserMethod;
import io.rheo.engine.type.DataType;
import java.util.List;

/** A scalar expression over the columns of one input. */
public sealed interface Expr {
  DataType type();

  /** A column of the input, by index. */
  record InputRef(int column, DataType type) implements Expr {
    @Override
    public String toString() {
      return ExprText.withNumbers(this);
    }
  }

  /**
   * A constant.
   *
   * @param value in the form of {@link io.rheo.engine.column.BoxedValues}; {@code null} is NULL
   */
  record Literal(Object value, DataType type) implements Expr {
    @Override
    public String toString() {
      return ExprText.withNumbers(this);
    }
  }

  /**
   * An operator with a kernel of ours.
   *
   * @param operator the kernel's name, SQL's own where there is one: {@code +}, {@code CASE}
   */
  record Call(String operator, List<Expr> operands, DataType type) implements Expr {
    public Call {
      operands = List.copyOf(operands);
    }

    @Override
    public String toString() {
      return ExprText.withNumbers(this);
    }
  }

  /**
   * A function that a library implements, on boxed values.
   *
   * @param name as in SQL, for people
   * @param constants what the source uses and what is the same for every row
   * @param source Java statements over the variables {@code a0, a1 …}, the operands' values, that
   *     return the result
   */
  record LibraryCall(
      String name,
      List<LibraryConstant> constants,
      String source,
      List<Expr> operands,
      DataType type)
      implements Expr {
    public LibraryCall {
      constants = List.copyOf(constants);
      operands = List.copyOf(operands);
    }

    @Override
    public String toString() {
      return ExprText.withNumbers(this);
    }
  }

  /**
   * A call of a user's function.
   *
   * @param name as in SQL, for people
   * @param method of the class, which takes the operands as they are
   */
  record UserCall(
      String name, UserClass function, UserMethod method, List<Expr> operands, DataType type)
      implements Expr {
    public UserCall {
      operands = List.copyOf(operands);
    }

    @Override
    public String toString() {
      return ExprText.withNumbers(this);
    }
  }

  /** A constant of a {@link LibraryCall}: its name in the source, its Java type and value. */
  record LibraryConstant(String name, String javaType, String source) {}
}
