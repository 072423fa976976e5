package io.rheo.sql.validate;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.Position;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.text.SqlText;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Where the constructs of a query stand in the user's file. Plans do not know; whoever refuses a
 * plan asks here for the first place of a construct of the kind.
 */
public final class PlanPositions {
  /** A part of a query. */
  public enum Clause {
    QUERY,
    FROM,
    JOIN,
    WHERE,
    GROUP_BY,
    HAVING,
    ORDER_BY,
    LIMIT,
    DISTINCT,
    SET_OPERATION,
    OVER,
    SUB_QUERY,
    MATCH_RECOGNIZE,
    VALUES,
    EMIT
  }

  private final SqlText text;
  private final Map<Clause, SqlParserPos> clauses = new EnumMap<>(Clause.class);
  private final Map<String, SqlParserPos> functions = new HashMap<>();
  private final Map<String, SqlParserPos> names = new HashMap<>();

  private PlanPositions(SqlText text) {
    this.text = text;
  }

  /** The places in a tree as parsed. */
  public static PlanPositions of(SqlText text, SqlNode query, Optional<SqlParserPos> emit) {
    PlanPositions positions = new PlanPositions(text);
    positions.put(Clause.QUERY, query);
    emit.ifPresent(p -> positions.clauses.put(Clause.EMIT, p));
    query.accept(positions.new Collector());
    return positions;
  }

  /** The first clause of a kind. */
  public Optional<Position> of(Clause clause) {
    return Optional.ofNullable(clauses.get(clause)).map(p -> Positions.of(text, p));
  }

  /** The first call of a function or operator by name; letter case does not count. */
  public Optional<Position> ofFunction(String name) {
    return Optional.ofNullable(functions.get(key(name))).map(p -> Positions.of(text, p));
  }

  /** The first use of the name of a table or column; letter case does not count. */
  public Optional<Position> ofName(String name) {
    return Optional.ofNullable(names.get(key(name))).map(p -> Positions.of(text, p));
  }

  /** An error at the clause; at the query if the clause is not in it. */
  public SqlError error(Clause clause, ErrorCode code, String what) {
    return error(of(clause), code, what);
  }

  /** An error at the first call of a function; at the query if it is called nowhere in it. */
  public SqlError errorAtFunction(String function, ErrorCode code, String what) {
    return error(ofFunction(function), code, what);
  }

  /** An error at the first use of a name; at the query if it is not used in it. */
  public SqlError errorAtName(String name, ErrorCode code, String what) {
    return error(ofName(name), code, what);
  }

  private SqlError error(Optional<Position> position, ErrorCode code, String what) {
    return SqlError.of(code, what)
        .at(text.source(), position.or(() -> of(Clause.QUERY)).orElseThrow());
  }

  private void put(Clause clause, SqlNode node) {
    if (node != null && node.getParserPosition().getLineNum() > 0) {
      clauses.putIfAbsent(clause, node.getParserPosition());
    }
  }

  private static String key(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("$") ? upper.substring(1) : upper;
  }

  private final class Collector extends SqlBasicVisitor<Void> {
    @Override
    public Void visit(SqlCall call) {
      if (call.getParserPosition().getLineNum() > 0) {
        functions.putIfAbsent(key(call.getOperator().getName()), call.getParserPosition());
      }
      if (call instanceof SqlSelect select) {
        collect(select);
      } else if (call instanceof SqlOrderBy order) {
        putUnlessEmpty(Clause.ORDER_BY, order.orderList);
        put(Clause.LIMIT, order.fetch);
        put(Clause.LIMIT, order.offset);
      } else if (call instanceof SqlJoin) {
        put(Clause.JOIN, call);
      } else if (call instanceof SqlMatchRecognize) {
        put(Clause.MATCH_RECOGNIZE, call);
      } else {
        collectByKind(call);
      }
      return super.visit(call);
    }

    private void collectByKind(SqlCall call) {
      switch (call.getKind()) {
        case UNION, INTERSECT, EXCEPT -> put(Clause.SET_OPERATION, call);
        case OVER -> put(Clause.OVER, call);
        case VALUES -> put(Clause.VALUES, call);
        case EXISTS, IN, NOT_IN, SCALAR_QUERY -> put(Clause.SUB_QUERY, call);
        default -> {}
      }
    }

    private void collect(SqlSelect select) {
      put(Clause.FROM, select.getFrom());
      put(Clause.WHERE, select.getWhere());
      put(Clause.GROUP_BY, select.getGroup());
      put(Clause.HAVING, select.getHaving());
      if (select.isDistinct()) {
        put(Clause.DISTINCT, select);
      }
    }

    private void putUnlessEmpty(Clause clause, SqlNodeList list) {
      if (list != null && !list.isEmpty()) {
        put(clause, list);
      }
    }

    @Override
    public Void visit(SqlIdentifier identifier) {
      for (int i = 0; i < identifier.names.size(); i++) {
        names.putIfAbsent(key(identifier.names.get(i)), identifier.getComponentParserPosition(i));
      }
      return null;
    }
  }
}
