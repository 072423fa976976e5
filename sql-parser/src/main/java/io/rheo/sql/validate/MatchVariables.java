package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * The variables of a row pattern, in the letter case in which the pattern has them first, and the
 * names that SUBSET gives to several.
 */
final class MatchVariables {
  private final Map<String, String> names = new LinkedHashMap<>(); // by name in capitals

  private MatchVariables() {}

  /**
   * The variables of a pattern; every place that names one is changed to its spelling there.
   *
   * @throws Refusal at a name that is not in the pattern
   */
  static MatchVariables settle(SqlMatchRecognize match) {
    MatchVariables variables = new MatchVariables();
    match.getPattern().accept(variables.new Collector());
    match.setOperand(
        SqlMatchRecognize.OPERAND_PATTERN, match.getPattern().accept(variables.new Speller()));
    match.setOperand(SqlMatchRecognize.OPERAND_SUBSET, variables.subsets(match.getSubsetList()));
    if (match.getAfter() instanceof SqlCall skip) {
      SqlIdentifier target = variables.known(skip.operand(0));
      match.setOperand(
          SqlMatchRecognize.OPERAND_AFTER,
          skip.getOperator().createCall(skip.getParserPosition(), target));
    }
    return variables;
  }

  /** The variable of this name, in any letter case. */
  Optional<String> find(String name) {
    return Optional.ofNullable(names.get(key(name)));
  }

  private SqlNodeList subsets(SqlNodeList list) {
    List<SqlNode> subsets = new ArrayList<>();
    for (SqlNode subset : list) {
      SqlCall call = (SqlCall) subset;
      SqlIdentifier name = call.operand(0);
      if (names.putIfAbsent(key(name.getSimple()), name.getSimple()) != null) {
        throw new Refusal(
            SqlError.of(
                    ErrorCode.INVALID_QUERY, "there are two variables '" + name.getSimple() + "'")
                .fix("give the subset a name that is not in the pattern"),
            name.getParserPosition());
      }
      List<SqlNode> members = new ArrayList<>();
      for (SqlNode member : (SqlNodeList) call.operand(1)) {
        members.add(known(member));
      }
      SqlNodeList known = new SqlNodeList(members, call.operand(1).getParserPosition());
      subsets.add(call.getOperator().createCall(call.getParserPosition(), name, known));
    }
    return new SqlNodeList(subsets, list.getParserPosition());
  }

  /** The error for a name that is none of a variable. */
  Refusal unknown(String name, SqlParserPos position) {
    return new Refusal(
        SqlError.of(ErrorCode.INVALID_QUERY, "there is no variable '" + name + "' in the pattern")
            .fix(Suggestions.didYouMean(name, "variables", List.copyOf(names.values()))),
        position);
  }

  private SqlIdentifier known(SqlNode node) {
    String name = ((SqlIdentifier) node).names.get(0);
    String spelling = find(name).orElseThrow(() -> unknown(name, node.getParserPosition()));
    return new SqlIdentifier(spelling, node.getParserPosition());
  }

  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private final class Collector extends SqlBasicVisitor<Void> {
    @Override
    public Void visit(SqlIdentifier id) {
      names.putIfAbsent(key(id.getSimple()), id.getSimple());
      return null;
    }
  }

  private final class Speller extends SqlShuttle {
    @Override
    public SqlNode visit(SqlIdentifier id) {
      return known(id);
    }
  }
}
