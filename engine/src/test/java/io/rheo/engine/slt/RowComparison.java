package io.rheo.engine.slt;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares the rows of two systems as multisets. Cells are read by the type that the query has in
 * Rheo, so that forms do not matter ({@code 1.50} and {@code 1.5}); FLOAT and DOUBLE may differ in
 * their last digits, because sums of them depend on the order.
 */
final class RowComparison {
  private static final double RELATIVE_ERROR = 1e-9;
  private static final double RELATIVE_ERROR_FLOAT = 1e-5;

  private final RowType rowType;

  RowComparison(RowType rowType) {
    this.rowType = rowType;
  }

  /** The first difference, as a sentence. */
  Optional<String> difference(List<List<String>> rheo, List<List<String>> other) {
    for (List<String> row : other) {
      if (row.size() != rowType.size()) {
        return Optional.of("has " + rowType.size() + " columns, expected: " + CellText.join(row));
      }
    }
    List<List<String>> left = sorted(rheo);
    List<List<String>> right = sorted(other);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      if (i >= left.size()) {
        return Optional.of("missing: " + CellText.join(right.get(i)) + sizes(left, right));
      } else if (i >= right.size()) {
        return Optional.of("unexpected: " + CellText.join(left.get(i)) + sizes(left, right));
      } else if (!equal(left.get(i), right.get(i))) {
        return Optional.of(
            "has "
                + CellText.join(left.get(i))
                + "\nwhere "
                + CellText.join(right.get(i))
                + " is expected"
                + sizes(left, right));
      }
    }
    return Optional.empty();
  }

  private static String sizes(List<?> left, List<?> right) {
    return " (" + left.size() + " rows, expected " + right.size() + ")";
  }

  private boolean equal(List<String> left, List<String> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int column = 0; column < left.size(); column++) {
      if (!equal(rowType.type(column), left.get(column), right.get(column))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(DataType type, String left, String right) {
    if (left == null || right == null) {
      return Objects.equals(left, right);
    }
    if (!isApproximate(type)) {
      return canonical(type, left).equals(canonical(type, right));
    }
    double a = (Double) TextValues.parse(type, left);
    double b = (Double) TextValues.parse(type, right);
    double error = type.name() == TypeName.FLOAT ? RELATIVE_ERROR_FLOAT : RELATIVE_ERROR;
    return Double.compare(a, b) == 0
        || Math.abs(a - b) <= error * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }

  /** Exact columns decide the order first: rows that differ in last digits only still pair up. */
  private List<List<String>> sorted(List<List<String>> rows) {
    return rows.stream()
        .map(row -> new Keyed(row, exactKey(row), approximateKey(row)))
        .sorted(Comparator.comparing(Keyed::exact).thenComparing(Keyed::approximate, NUMBERS))
        .map(Keyed::row)
        .toList();
  }

  /** A row with what it is sorted by. */
  private record Keyed(List<String> row, String exact, List<Double> approximate) {}

  private String exactKey(List<String> row) {
    StringBuilder key = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      if (!isApproximate(rowType.type(column))) {
        String cell = row.get(column);
        key.append(cell == null ? "\0" : canonical(rowType.type(column), cell)).append('\1');
      }
    }
    return key.toString();
  }

  private List<Double> approximateKey(List<String> row) {
    List<Double> key = new ArrayList<>();
    for (int column = 0; column < row.size(); column++) {
      DataType type = rowType.type(column);
      if (isApproximate(type)) {
        Object value = TextValues.parse(type, row.get(column));
        key.add(value == null ? Double.NEGATIVE_INFINITY : (Double) value);
      }
    }
    return key;
  }

  private static final Comparator<List<Double>> NUMBERS =
      (left, right) -> {
        for (int i = 0; i < left.size(); i++) {
          int order = Double.compare(left.get(i), right.get(i));
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  private static boolean isApproximate(DataType type) {
    return type.name() == TypeName.FLOAT || type.name() == TypeName.DOUBLE;
  }

  private static String canonical(DataType type, String cell) {
    return switch (type.name()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> number(cell);
      case TIMESTAMP, TIMESTAMP_LTZ, TIME, DATE, BOOLEAN ->
          TextValues.format(type, TextValues.parse(type, cell));
      default -> cell;
    };
  }

  private static String number(String cell) {
    BigDecimal number = new BigDecimal(cell);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
