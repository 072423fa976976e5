package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random trees and rows that meet NULL, limits, overflow and division by zero often. */
final class RandomExpressions {
  static final DataType BOOLEAN = DataType.of(TypeName.BOOLEAN);
  static final DataType INTEGER = DataType.of(TypeName.INTEGER);
  static final DataType BIGINT = DataType.of(TypeName.BIGINT);
  static final DataType DOUBLE = DataType.of(TypeName.DOUBLE);
  static final DataType STRING = DataType.of(TypeName.VARCHAR);
  static final DataType SHORT_DECIMAL = DataType.decimal(9, 2);
  static final DataType LONG_DECIMAL = DataType.decimal(18, 4);
  static final DataType WIDE_DECIMAL = DataType.decimal(38, 6);

  private static final List<DataType> TYPES =
      List.of(BOOLEAN, INTEGER, BIGINT, DOUBLE, STRING, SHORT_DECIMAL, LONG_DECIMAL, WIDE_DECIMAL);
  private static final List<DataType> NUMBERS =
      List.of(INTEGER, BIGINT, DOUBLE, SHORT_DECIMAL, LONG_DECIMAL, WIDE_DECIMAL);
  private static final String[] TEXTS = {"", "a", "ab", "é", "😀", "Zz", "\uFFFD"};

  /** Two columns of each type. */
  static final RowType INPUT = input();

  private final Random random;

  RandomExpressions(Random random) {
    this.random = random;
  }

  private static RowType input() {
    List<Field> fields = new ArrayList<>();
    for (DataType type : TYPES) {
      fields.add(new Field("c" + fields.size(), type));
      fields.add(new Field("c" + fields.size(), type));
    }
    return new RowType(fields);
  }

  DataType anyType() {
    return pick(TYPES);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  Object value(DataType type) {
    boolean extreme = random.nextInt(12) == 0;
    int small = random.nextInt(7) - 3;
    return switch (type.name()) {
      case BOOLEAN -> random.nextBoolean();
      case INTEGER ->
          extreme ? (random.nextBoolean() ? Integer.MIN_VALUE : Integer.MAX_VALUE) : small;
      case BIGINT -> extreme ? (random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE) : small;
      case DOUBLE -> extreme ? 1e300 * small : small * 0.75;
      case VARCHAR -> TEXTS[random.nextInt(TEXTS.length)];
      default -> {
        BigInteger unscaled =
            extreme
                ? BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE)
                : BigInteger.valueOf(random.nextInt(2_000) - 1_000);
        yield new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
      }
    };
  }

  Expr tree(DataType type, int depth) {
    int choice = random.nextInt(10);
    if (depth == 0 || choice == 0) {
      return leaf(type);
    } else if (choice == 1) {
      return call(
          "CASE", type, tree(BOOLEAN, depth - 1), tree(type, depth - 1), tree(type, depth - 1));
    } else if (choice == 2) {
      return call("COALESCE", type, tree(type, depth - 1), tree(type, depth - 1));
    }
    return switch (type.name()) {
      case BOOLEAN -> condition(depth - 1);
      case VARCHAR ->
          random.nextBoolean()
              ? call("UPPER", type, tree(type, depth - 1))
              : call("||", type, tree(type, depth - 1), tree(type, depth - 1));
      default -> number(type, depth - 1);
    };
  }

  private Expr leaf(DataType type) {
    if (random.nextInt(3) == 0) {
      return new Expr.Literal(random.nextInt(8) == 0 ? null : value(type), type);
    }
    return new Expr.InputRef(TYPES.indexOf(type) * 2 + random.nextInt(2), type);
  }

  private Expr condition(int depth) {
    return switch (random.nextInt(8)) {
      case 0 -> call("NOT", BOOLEAN, tree(BOOLEAN, depth));
      case 1, 2 ->
          call(
              random.nextBoolean() ? "AND" : "OR",
              BOOLEAN,
              tree(BOOLEAN, depth),
              tree(BOOLEAN, depth),
              tree(BOOLEAN, depth));
      case 3 ->
          call(
              pick(List.of("IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE")),
              BOOLEAN,
              tree(BOOLEAN, depth));
      case 4 -> call(pick(List.of("IS NULL", "IS NOT NULL")), BOOLEAN, tree(anyType(), depth));
      case 5 -> in(pick(List.of(INTEGER, BIGINT, STRING, SHORT_DECIMAL, WIDE_DECIMAL)), depth);
      default -> comparison(depth);
    };
  }

  private Expr in(DataType type, int depth) {
    List<Expr> operands = new ArrayList<>(List.of(tree(type, depth)));
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      operands.add(new Expr.Literal(value(type), type));
    }
    return new Expr.Call("IN", operands, BOOLEAN);
  }

  private Expr comparison(int depth) {
    String operator =
        pick(List.of("=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"));
    DataType left = anyType();
    DataType right = NUMBERS.contains(left) ? pick(NUMBERS) : left;
    return call(operator, BOOLEAN, tree(left, depth), tree(right, depth));
  }

  private Expr number(DataType type, int depth) {
    int choice = random.nextInt(8);
    if (choice == 0 && type.equals(INTEGER)) {
      return call("CHAR_LENGTH", INTEGER, tree(STRING, depth));
    } else if (choice <= 1) {
      return call(random.nextBoolean() ? "NEGATE" : "ABS", type, tree(type, depth));
    } else if (choice == 2) {
      return call("CAST", type, tree(castable(type), depth));
    }
    boolean isDouble = type.equals(DOUBLE);
    String operator =
        pick(isDouble ? List.of("+", "-", "*", "/") : List.of("+", "-", "*", "/", "%"));
    return call(operator, type, tree(operand(type), depth), tree(operand(type), depth));
  }

  /**
   * What CAST to {@code type} reads; DECIMAL of DOUBLE goes by its text and is tested elsewhere.
   */
  private DataType castable(DataType type) {
    DataType from = pick(NUMBERS);
    return from.equals(DOUBLE) && type.name() == TypeName.DECIMAL ? BIGINT : from;
  }

  /** A type of operand whose arithmetic can have results of {@code type}. */
  private DataType operand(DataType type) {
    return switch (type.name()) {
      case INTEGER -> INTEGER;
      case BIGINT -> random.nextBoolean() ? INTEGER : BIGINT;
      case DOUBLE -> pick(NUMBERS);
      default -> pick(List.of(INTEGER, BIGINT, SHORT_DECIMAL, LONG_DECIMAL));
    };
  }

  private static Expr call(String operator, DataType type, Expr... operands) {
    return new Expr.Call(operator, List.of(operands), type);
  }
}
