package io.rheo.sql.validate;

import static java.util.Objects.requireNonNull;
import static org.apache.calcite.util.Static.RESOURCE;

import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.DelegatingScope;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlMoniker;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Calcite's validator with the dialect's rules. One validates one query. */
final class RheoValidator extends SqlValidatorImpl {
  private final Set<SqlValidatorNamespace> failed =
      Collections.newSetFromMap(new IdentityHashMap<>());
  private static final int NATURAL = 1; // operands of a join
  private static final int CONDITION_TYPE = 4;
  private static final int CONDITION = 5;

  private final IdentityHashMap<SqlJoin, SqlNode> conditions = new IdentityHashMap<>();
  private SqlNode tree;
  private Set<SqlSelect> partners = Set.of(); // the sub-queries that SEMI and ANTI joins became

  RheoValidator(UserOperators operators, SqlValidatorCatalogReader reader) {
    super(
        operators,
        reader,
        RheoTypes.FACTORY,
        Config.DEFAULT
            .withConformance(RheoConformance.INSTANCE)
            .withDefaultNullCollation(NullCollation.LOW)
            .withIdentifierExpansion(true));
    operators.use(this);
  }

  @Override
  public SqlNode validate(SqlNode query) {
    tree = query;
    partners = HalfJoins.in(query);
    SqlNode validated = super.validate(query);
    conditions.forEach(RheoValidator::joinOn);
    return validated;
  }

  private static void joinOn(SqlJoin join, SqlNode condition) {
    SqlParserPos position = condition.getParserPosition();
    join.setOperand(NATURAL, SqlLiteral.createBoolean(false, position));
    join.setOperand(CONDITION_TYPE, JoinConditionType.ON.symbol(position));
    join.setOperand(CONDITION, condition);
  }

  /** Calcite takes what failed for validated, and then looks for its type without end. */
  @Override
  protected void validateNamespace(SqlValidatorNamespace namespace, RelDataType targetRowType) {
    if (failed.contains(namespace)) {
      throw new IllegalStateException("a part of the query is invalid");
    }
    boolean valid = false;
    try {
      super.validateNamespace(namespace, targetRowType);
      valid = true;
    } finally {
      if (!valid) {
        failed.add(namespace);
      }
    }
  }

  @Override
  protected RelDataType validateSelectList(
      SqlNodeList items, SqlSelect select, RelDataType targetRowType) {
    return super.validateSelectList(
        UsingColumns.withoutStars(items, select, this), select, targetRowType);
  }

  @Override
  public void validateAggregateParams(
      SqlCall aggregate,
      SqlNode filter,
      SqlNodeList distinctList,
      SqlNodeList orderList,
      SqlValidatorScope scope) {
    checkNoTextAsNumber(aggregate, scope);
    AggregateLevel.check(aggregate, scope, getCatalogReader().nameMatcher());
    super.validateAggregateParams(aggregate, filter, distinctList, orderList, scope);
  }

  /**
   * Of ASOF joins Calcite wants columns as they are; expressions of each side do as well. The
   * planner checks what is compared.
   */
  @Override
  protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
    if (!(join instanceof SqlAsofJoin asof) || asof.getMatchCondition() == null) {
      super.validateJoin(join, scope);
      settleUsing(join);
      return;
    }
    SqlLiteral type = join.getJoinTypeNode();
    boolean outer = join.getJoinType() == JoinType.LEFT_ASOF;
    join.setOperand(2, (outer ? JoinType.LEFT : JoinType.INNER).symbol(type.getParserPosition()));
    try {
      super.validateJoin(join, scope);
    } finally {
      join.setOperand(2, type);
    }
    SqlValidatorScope joined = requireNonNull(getJoinScope(join));
    SqlNode match = expand(asof.getMatchCondition(), joined);
    join.setOperand(6, match);
    validateWhereOrOn(joined, match, "MATCH_CONDITION");
    if (!SqlKind.ORDER_COMPARISON.contains(match.getKind())) {
      throw newValidationError(match, RESOURCE.asofMatchMustBeComparison());
    }
  }

  /** The join gets its condition once the names in {@code SELECT *} are settled. */
  private void settleUsing(SqlJoin join) {
    List<String> names = usingNames(join);
    if (names != null && !conditions.containsKey(join)) {
      UsingColumns.condition(join, names, this::commonColumns)
          .ifPresent(
              condition -> {
                SqlValidatorScope joined = requireNonNull(getJoinScope(join));
                SqlNode expanded = expand(condition, joined);
                validateWhereOrOn(joined, expanded, "ON");
                conditions.put(join, expanded);
              });
    }
  }

  /**
   * A window that begins with the name of another one, which may do so too. Calcite forgets the
   * frame behind the name, and the partition of all but the first name.
   */
  @Override
  public SqlWindow resolveWindow(SqlNode windowOrName, SqlValidatorScope scope) {
    return resolveWindow(windowOrName, scope, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private SqlWindow resolveWindow(SqlNode node, SqlValidatorScope scope, Set<SqlWindow> around) {
    SqlWindow window =
        node instanceof SqlIdentifier name ? getWindowByName(name, scope) : (SqlWindow) node;
    SqlIdentifier base = window.getRefName();
    if (base == null) {
      return window;
    }
    if (!around.add(window)) {
      throw newValidationError(base, RESOURCE.windowNotFound(base.toString()));
    }
    SqlParserPos position = window.getParserPosition();
    SqlWindow whole = window.overlay(resolveWindow(base, scope, around), this);
    return SqlWindow.create(
        window.getDeclName(),
        null,
        whole.getPartitionList(),
        whole.getOrderList(),
        SqlLiteral.createBoolean(window.isRows(), position),
        window.getLowerBound(),
        window.getUpperBound(),
        SqlLiteral.createBoolean(window.isAllowPartial(), position),
        window.getExclude(),
        position);
  }

  @Override
  public void validateMatchRecognize(SqlCall call) {
    SqlMatchRecognize match = (SqlMatchRecognize) call;
    SqlValidatorNamespace namespace = getNamespace(match);
    try {
      namespace.setType(new MatchRules(this, match).settle());
    } catch (RuntimeException e) {
      // What suggests other names asks for columns: it gets those that there are to choose from.
      namespace.setType(getNamespace(match.getTableRef()).getRowType());
      throw e;
    }
  }

  @Override
  protected void validateWhereClause(SqlSelect select) {
    if (partners.contains(select)) {
      checkPartners(select);
    }
    UsingColumns.settle(select, this::commonColumns); // now that the sides of joins are known
    super.validateWhereClause(select);
  }

  private void checkPartners(SqlSelect select) {
    ListScope right = (ListScope) getWhereScope(select);
    ListScope left = around(right);
    if (left != null && around(left) == null) { // else the names may be of the queries around
      HalfJoins.check(select.getWhere(), visible(left), visible(right));
    }
  }

  /** The scope of the rows around those of another one; {@code null} if there is none. */
  private static ListScope around(ListScope scope) {
    SqlValidatorScope current = scope.getParent();
    while (!(current instanceof ListScope) && current instanceof DelegatingScope delegating) {
      current = delegating.getParent();
    }
    return current instanceof ListScope list && current != scope ? list : null;
  }

  /** The names of the columns that both sides of a join have. */
  private List<String> commonColumns(SqlJoin join) {
    RelDataType right = getNamespace(join.getRight()).getRowType();
    return getNamespace(join.getLeft()).getRowType().getFieldNames().stream()
        .filter(name -> getCatalogReader().nameMatcher().field(right, name) != null)
        .toList();
  }

  @Override
  protected void validateOrderList(SqlSelect select) {
    if (select.getOrderList() != null) {
      select.setOrderBy(new RepeatedItems(select, getCatalogReader().nameMatcher()).settled());
    }
    super.validateOrderList(select);
  }

  /** Gives parameters and NULLs of an expression a type. */
  void inferTypes(SqlTypeName expected, SqlValidatorScope scope, SqlNode expression) {
    RelDataType type =
        expected == SqlTypeName.ANY ? unknownType : typeFactory.createSqlType(expected);
    inferUnknownTypes(type, scope, expression);
  }

  /** Calcite would cast text that is summed to a number; then each row that is none is an error. */
  private void checkNoTextAsNumber(SqlCall aggregate, SqlValidatorScope scope) {
    for (SqlNode operand : aggregate.getOperandList()) {
      if (operand.getKind() == SqlKind.CAST
          && operand instanceof SqlCall cast
          // A cast that Calcite adds stands where its operand does.
          && cast.getParserPosition().equals(cast.operand(0).getParserPosition())
          && SqlTypeUtil.isNumeric(deriveType(scope, cast))
          && SqlTypeUtil.isCharacter(deriveType(scope, cast.operand(0)))) {
        String name = aggregate.getOperator().getName();
        throw new Refusal(
            SqlError.of(
                    ErrorCode.WRONG_ARGUMENTS,
                    name + " takes a number, but '" + cast.operand(0) + "' is text")
                .fix("write " + name + "(CAST(" + cast.operand(0) + " AS DOUBLE))"),
            cast.getParserPosition());
      }
    }
  }

  /** Whether there are SEMI or ANTI joins, whose right side nothing but their condition sees. */
  boolean hasHalfJoins() {
    return !partners.isEmpty();
  }

  /** One table or sub-query that is visible at a place: its name there and its columns. */
  record Visible(String name, List<String> columns) {}

  /**
   * What a column name at a place could have referred to: the items of FROM of the innermost query
   * around it. Empty if validation did not get far enough to know.
   */
  List<Visible> visibleAt(SqlParserPos position) {
    List<Visible> visible = new ArrayList<>();
    if (tree == null) {
      return visible;
    }
    search(select -> contains(select, position), visible);
    if (visible.isEmpty()) { // ORDER BY stands after the query that it sorts
      search(select -> true, visible);
    }
    return visible;
  }

  /** The FROM of the innermost query that passes the test. */
  private void search(Predicate<SqlSelect> test, List<Visible> visible) {
    tree.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlSelect select && test.test(select)) {
              List<Visible> found = from(select);
              if (!found.isEmpty()) {
                visible.clear();
                visible.addAll(found);
              }
            }
            return super.visit(call);
          }
        });
  }

  private static boolean contains(SqlNode node, SqlParserPos position) {
    SqlParserPos outer = node.getParserPosition();
    return isUpTo(
            outer.getLineNum(),
            outer.getColumnNum(),
            position.getLineNum(),
            position.getColumnNum())
        && isUpTo(
            position.getEndLineNum(),
            position.getEndColumnNum(),
            outer.getEndLineNum(),
            outer.getEndColumnNum());
  }

  private static boolean isUpTo(int line, int column, int otherLine, int otherColumn) {
    return line < otherLine || (line == otherLine && column <= otherColumn);
  }

  private List<Visible> from(SqlSelect select) {
    return whereScope(select) instanceof ListScope list ? visible(list) : List.of();
  }

  private static List<Visible> visible(ListScope list) {
    List<Visible> visible = new ArrayList<>();
    List<SqlValidatorNamespace> children = list.getChildren();
    List<SqlMoniker> aliases = new ArrayList<>(); // in the order of the children
    list.findAliases(aliases);
    for (int i = 0; i < children.size(); i++) {
      RelDataType type = typeIfKnown(children.get(i));
      if (type != null && type.isStruct()) {
        visible.add(new Visible(aliases.get(i).toString(), type.getFieldNames()));
      }
    }
    return visible;
  }

  private SqlValidatorScope whereScope(SqlSelect select) {
    return scopes.containsKey(select) || clauseScopesKnown(select) ? getWhereScope(select) : null;
  }

  private boolean clauseScopesKnown(SqlSelect select) {
    return select.getFrom() != null && getNamespace(select) != null;
  }

  private static RelDataType typeIfKnown(SqlValidatorNamespace namespace) {
    try {
      return namespace.getRowType();
    } catch (RuntimeException notValidated) {
      return null; // only suggestions depend on it, and the first error is what the user needs
    }
  }
}
