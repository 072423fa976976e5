package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.catalog.TypeText;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindowTableFunction;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;

/**
 * A window table function in the canonical form that {@link WindowCalls} gives it: {@code
 * TUMBLE(data, DESCRIPTOR(time), size…)}, {@code SESSION(data, DESCRIPTOR(time), DESCRIPTOR(key…),
 * gap)}, {@code HOP_ROWS(data, DESCRIPTOR(key…), DESCRIPTOR(order…), slide, size)}, where the last
 * two kinds of descriptor may be empty.
 *
 * <p>Output: the columns of the data, then {@code window_start}, {@code window_end}, {@code
 * window_time}, never NULL. For windows of time the first two are TIMESTAMP(3), on the clock of the
 * session if the time column is an instant, and the third has the type of the time column. For
 * windows of rows the first two are BIGINT, and the third is there if the data's time attribute is
 * known here.
 */
public final class WindowFunction extends SqlWindowTableFunction {
  public static final String WINDOW_START = "window_start";
  public static final String WINDOW_END = "window_end";
  public static final String WINDOW_TIME = "window_time";

  /** Before the name of a function and of its columns where users have not named them. */
  static final String HIDDEN = "$";

  private final WindowKind window;
  private final String prefix;

  private WindowFunction(WindowKind kind, String prefix) {
    super(prefix + kind.name(), new WindowOperands(kind));
    this.window = kind;
    this.prefix = prefix;
  }

  static WindowFunction of(WindowKind kind) {
    return new WindowFunction(kind, "");
  }

  /** As the other method, but with columns that no name of the data can be mistaken for. */
  static WindowFunction hidden(WindowKind kind) {
    return new WindowFunction(kind, HIDDEN);
  }

  public WindowKind kind() {
    return window;
  }

  @Override
  public SqlReturnTypeInference getRowTypeInference() {
    return this::rowType;
  }

  private RelDataType rowType(SqlOperatorBinding binding) {
    RelDataType data = binding.getOperandType(0);
    SqlCallBinding call = (SqlCallBinding) binding;
    RelDataTypeFactory.Builder builder =
        binding.getTypeFactory().builder().kind(data.getStructKind()).addAll(data.getFieldList());
    if (window.countsRows()) {
      RelDataType rowNumber = RheoTypes.notNull(SqlTypeName.BIGINT);
      builder.add(prefix + WINDOW_START, rowNumber).add(prefix + WINDOW_END, rowNumber);
      timeOfRows(call, data).ifPresent(type -> builder.add(prefix + WINDOW_TIME, type));
    } else {
      RelDataType time = column(data, descriptor(call, 1).get(0)).getType();
      RelDataType bound = RheoTypes.notNull(SqlTypeName.TIMESTAMP);
      builder.add(prefix + WINDOW_START, bound).add(prefix + WINDOW_END, bound);
      builder.add(prefix + WINDOW_TIME, RheoTypes.windowTime(time));
    }
    return builder.build();
  }

  /** From ORDER BY, or from the declaration if the data is a table as it is. */
  private static Optional<RelDataType> timeOfRows(SqlCallBinding call, RelDataType data) {
    List<SqlNode> order = descriptor(call, 2);
    if (!order.isEmpty()) {
      return Optional.of(RheoTypes.windowTime(column(data, order.get(0)).getType()));
    }
    return wholeTable(call)
        .flatMap(table -> TimeColumns.of(table).stream().findFirst())
        .map(name -> RheoTypes.windowTime(data.getField(name, false, false).getType()));
  }

  private static Optional<Table> wholeTable(SqlCallBinding call) {
    if (call.operand(0) instanceof SqlSelect select
        && named(select.getFrom()) instanceof SqlIdentifier name
        && select.getSelectList().size() == call.getOperandType(0).getFieldCount()) {
      SqlValidatorNamespace namespace = call.getValidator().getNamespace(name);
      if (namespace != null && namespace.getTable() != null) {
        return Optional.ofNullable(namespace.getTable().unwrap(Table.class));
      }
    }
    return Optional.empty();
  }

  private static SqlNode named(SqlNode from) {
    return from != null && from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
  }

  static List<SqlNode> descriptor(SqlCallBinding call, int operand) {
    if (call.operand(operand).getKind() != SqlKind.DESCRIPTOR) {
      String name = call.getOperator().getName();
      throw new Refusal(
          SqlError.of(ErrorCode.WRONG_ARGUMENTS, name + " is a table function")
              .why("it gives rows, not a value")
              .fix("write it in FROM: FROM TABLE(" + name + "(…))"),
          call.getCall().getParserPosition());
    }
    return ((SqlCall) call.operand(operand)).getOperandList();
  }

  /** The column that a descriptor names. */
  static RelDataTypeField column(RelDataType data, SqlNode node) {
    String name = ((SqlIdentifier) node).getSimple();
    RelDataTypeField field = data.getField(name, false, false);
    if (field == null) {
      throw new Refusal(
          SqlError.of(ErrorCode.COLUMN_NOT_FOUND, "column '" + name + "' not found")
              .fix(Suggestions.didYouMean(name, "columns", data.getFieldNames())),
          node.getParserPosition());
    }
    return field;
  }

  /** Checks the operands, whose number and order {@link WindowCalls} has settled. */
  boolean check(SqlCallBinding call) {
    SqlValidator validator = call.getValidator();
    RelDataType data = validator.getValidatedNodeType(call.operand(0));
    int sizesFrom = 1;
    for (; call.operand(sizesFrom).getKind() == SqlKind.DESCRIPTOR; sizesFrom++) {
      descriptor(call, sizesFrom).forEach(name -> column(data, name));
    }
    List<SqlNode> time = descriptor(call, window.countsRows() ? 2 : 1);
    if (!time.isEmpty()) {
      checkTime(column(data, time.get(0)), time.get(0));
    }
    for (int i = sizesFrom; i < call.getOperandCount(); i++) {
      checkSize(validator.getValidatedNodeType(call.operand(i)), call.operand(i));
    }
    return true;
  }

  private void checkTime(RelDataTypeField column, SqlNode node) {
    if (!RheoTypes.isTimestamp(column.getType())) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.NOT_A_TIME_ATTRIBUTE,
                  "column '" + column.getName() + "' is not a time attribute")
              .why("it has the type " + TypeText.bare(column.getType()))
              .fix(
                  "name a TIMESTAMP(3) or TIMESTAMP_LTZ(3) column for which the table declares"
                      + " WATERMARK FOR"),
          node.getParserPosition());
    }
  }

  private void checkSize(RelDataType type, SqlNode node) {
    boolean fits =
        window.countsRows()
            ? SqlTypeName.INT_TYPES.contains(type.getSqlTypeName())
            : SqlTypeUtil.isInterval(type);
    if (!fits) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.WINDOW_ARGUMENTS,
                  window.countsRows()
                      ? "a number of rows is needed here"
                      : "an interval is needed here")
              .fix("write it like " + window.example()),
          node.getParserPosition());
    }
  }
}
