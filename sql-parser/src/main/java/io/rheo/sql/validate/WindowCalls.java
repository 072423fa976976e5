package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Brings calls of window functions into one form: arguments by position, and {@code PARTITION BY}
 * and {@code ORDER BY} of the data as descriptors. See {@link WindowFunction}.
 */
final class WindowCalls {
  private final WindowKind kind;
  private final SqlCall call;
  private final Map<String, SqlNode> arguments = new TreeMap<>();
  private SqlNodeList partition = SqlNodeList.EMPTY;
  private SqlNodeList order = SqlNodeList.EMPTY;

  private WindowCalls(WindowKind kind, SqlCall call) {
    this.kind = kind;
    this.call = call;
  }

  /**
   * @param function what the result calls
   */
  static SqlCall canonical(WindowFunction function, SqlCall call) {
    WindowCalls calls = new WindowCalls(function.kind(), call);
    calls.bindArguments();
    calls.takeDataApart();
    return calls.build(function);
  }

  private void bindArguments() {
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    if (kind == WindowKind.SESSION) {
      takeKeyDescriptor(operands);
    }
    Iterator<String> names = kind.parameters().iterator();
    for (SqlNode operand : operands) {
      if (operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        SqlIdentifier name = ((SqlCall) operand).operand(1);
        bind(parameter(name), ((SqlCall) operand).operand(0));
      } else if (names.hasNext()) {
        bind(names.next(), operand);
      } else {
        throw refuse(operand, "there is an argument too many");
      }
    }
    for (String name : kind.parameters()) {
      boolean optional = kind.optionalSize().filter(name::equals).isPresent();
      if (!arguments.containsKey(name) && !optional) {
        throw refuse(call, "the argument " + name + " is missing");
      }
    }
  }

  /** The form {@code SESSION(TABLE t, DESCRIPTOR(ts), DESCRIPTOR(k), gap)}. */
  private void takeKeyDescriptor(List<SqlNode> operands) {
    if (operands.size() == 4
        && operands.stream().noneMatch(o -> o.getKind() == SqlKind.ARGUMENT_ASSIGNMENT)
        && operands.get(2) instanceof SqlCall keys
        && isDescriptor(keys)) {
      partition = new SqlNodeList(keys.getOperandList(), keys.getParserPosition());
      operands.remove(2);
    }
  }

  private String parameter(SqlIdentifier name) {
    String upper = name.getSimple().toUpperCase(Locale.ROOT);
    if (kind == WindowKind.SESSION && upper.equals("SIZE")) {
      return "GAP";
    }
    if (!kind.parameters().contains(upper)) {
      throw new Refusal(
          SqlError.of(
                  ErrorCode.WINDOW_ARGUMENTS, kind + " has no argument '" + name.getSimple() + "'")
              .fix(Suggestions.didYouMean(upper, "arguments", kind.parameters())),
          name.getParserPosition());
    }
    return upper;
  }

  private void bind(String name, SqlNode value) {
    if (value instanceof SqlIdentifier && !name.equals("DATA") && !name.equals("TIMECOL")) {
      throw refuse(value, name + " must be a constant: all rows have windows of one size");
    }
    if (arguments.put(name, value) != null) {
      throw refuse(value, "the argument " + name + " is given twice");
    }
  }

  private void takeDataApart() {
    SqlNode data = arguments.get("DATA");
    if (data.getKind() == SqlKind.SET_SEMANTICS_TABLE) {
      SqlCall table = (SqlCall) data;
      arguments.put("DATA", table.operand(0));
      partition = table.operand(1);
      order = table.operand(2);
    }
    if (!kind.isKeyed() && !partition.isEmpty()) {
      throw new Refusal(
          SqlError.of(ErrorCode.WINDOW_ARGUMENTS, kind + " takes no PARTITION BY")
              .why("its windows do not depend on other rows")
              .fix("leave it out, and GROUP BY window_start, window_end and the key"),
          partition.getParserPosition());
    }
    if (!kind.countsRows() && !order.isEmpty()) {
      throw refuse(order, kind + " takes no ORDER BY");
    }
    if (order.size() > 1 || order.stream().anyMatch(o -> !(o instanceof SqlIdentifier))) {
      throw refuse(order, "rows are counted in the order of the time attribute, ascending");
    }
  }

  private SqlCall build(WindowFunction function) {
    List<SqlNode> operands = new ArrayList<>();
    operands.add(arguments.get("DATA"));
    if (kind.countsRows()) {
      operands.add(descriptor(partition));
      operands.add(descriptor(order));
    } else {
      operands.add(timeDescriptor());
      if (kind == WindowKind.SESSION) {
        operands.add(descriptor(partition));
      }
    }
    kind.sizes().forEach(name -> operands.add(arguments.get(name)));
    kind.optionalSize().map(arguments::get).ifPresent(operands::add);
    return new SqlBasicCall(function, operands, call.getParserPosition());
  }

  private SqlNode timeDescriptor() {
    SqlNode time = arguments.get("TIMECOL");
    if (!(time instanceof SqlCall descriptor)
        || !isDescriptor(descriptor)
        || descriptor.operandCount() != 1
        || !(descriptor.operand(0) instanceof SqlIdentifier name)
        || !name.isSimple()) {
      throw refuse(time, "the time column must be given as DESCRIPTOR(column)");
    }
    return descriptor(new SqlNodeList(descriptor.getOperandList(), time.getParserPosition()));
  }

  private static boolean isDescriptor(SqlCall call) {
    return call.getKind() == SqlKind.DESCRIPTOR
        || call.getOperator().getName().equalsIgnoreCase("DESCRIPTOR");
  }

  private SqlNode descriptor(SqlNodeList columns) {
    for (SqlNode column : columns) {
      if (!(column instanceof SqlIdentifier name) || !name.isSimple()) {
        throw refuse(column, "a column name is needed here");
      }
    }
    SqlParserPos position =
        columns.isEmpty() ? call.getParserPosition() : columns.getParserPosition();
    return SqlStdOperatorTable.DESCRIPTOR.createCall(position, columns.getList());
  }

  private Refusal refuse(SqlNode node, String what) {
    return new Refusal(
        SqlError.of(ErrorCode.WINDOW_ARGUMENTS, what).fix("write it like " + kind.example()),
        node.getParserPosition());
  }
}
