package io.rheo.sql.logical;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.Column;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.catalog.ViewDefinition;
import io.rheo.sql.parse.EmitMode;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.text.SqlText;
import io.rheo.sql.validate.PlanPositions;
import io.rheo.sql.validate.QueryScope;
import io.rheo.sql.validate.QueryScope.Validated;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Plans the queries of one statement. Not thread-safe; make one for each statement. */
public final class LogicalPlanner {
  private static final SqlToRelConverter.Config CONFIG =
      SqlToRelConverter.config()
          .withExpand(false)
          .withTrimUnusedFields(false)
          // Calcite takes the columns of a merged projection for those of the one below it if
          // there are correlated sub-queries in it.
          .addRelBuilderConfigTransform(config -> config.withBloat(-1))
          .withHintStrategyTable(StateTtlHint.STRATEGIES)
          .withInSubQueryThreshold(Integer.MAX_VALUE); // a list of values is a test, not a join

  private final Catalog catalog;
  private final QueryScope scope;
  private final RelOptCluster cluster = Phases.newCluster();
  private final Set<String> reads = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  public LogicalPlanner(Catalog catalog, QueryScope scope) {
    this.catalog = catalog;
    this.scope = scope;
  }

  /**
   * Checks, converts and optimises a query.
   *
   * @throws io.rheo.sql.error.SqlError if it is wrong
   */
  public LogicalQuery plan(SqlText text, ParsedStatement.Query query) {
    Converted converted = convert(text, query);
    return converted.finish(converted.rel());
  }

  /**
   * Checks, converts and optimises the query of an {@code INSERT}; its columns become those that
   * the target stores.
   *
   * @throws io.rheo.sql.error.SqlError if it is wrong or does not fit the target
   */
  public LogicalQuery plan(SqlText text, ParsedStatement.Insert insert, TableDefinition target) {
    InsertColumns columns = new InsertColumns(text, insert, target);
    Converted converted = convert(text, columns.typedQuery());
    LogicalQuery query = converted.finish(columns.fit(converted.rel()));
    return new LogicalQuery(
        query.rel(),
        query.emit(),
        target.persistedColumns().stream().map(Column::name).toList(),
        query.parameterTypes(),
        query.hasSubQueries(),
        query.positions());
  }

  /** The tables and views that the queries so far read, directly and through views. */
  Set<String> reads() {
    return reads;
  }

  /** As {@link #plan}, before optimisation; so that the caller can add to the plan. */
  Converted convert(SqlText text, ParsedStatement.Query query) {
    PlanPositions positions = PlanPositions.of(text, query.query(), query.emitPosition());
    Validated validated = scope.validate(text, query.query());
    RelRoot converted = scope.translate(validated, () -> convert(validated, true));
    RelRoot root = converted.withRel(CoalescedKeys.simplify(converted.rel));
    new WindowRules(positions).check(root.rel);
    reads.addAll(ReadTables.of(root.rel));
    SqlNode tree = validated.query();
    List<RelDataType> parameters =
        validated.validator().getParameterRowType(tree).getFieldList().stream()
            .map(RelDataTypeField::getType)
            .toList();
    return new Converted(
        root.project(), query.emit(), List.copyOf(root.fields.rightList()), parameters, positions);
  }

  /** A query as relational operators, not optimised. */
  record Converted(
      RelNode rel,
      EmitMode emit,
      List<String> columnNames,
      List<RelDataType> parameterTypes,
      PlanPositions positions) {
    LogicalQuery finish(RelNode plan) {
      return new LogicalQuery(
          Phases.optimise(plan, positions),
          emit,
          columnNames,
          parameterTypes,
          SubQueries.areIn(plan),
          positions);
    }
  }

  private RelRoot convert(Validated query, boolean top) {
    SqlToRelConverter converter =
        new SqlToRelConverter(
            this::expandView,
            query.validator(),
            scope.reader(),
            cluster,
            Convertlets.INSTANCE,
            CONFIG);
    RelRoot root = converter.convertQuery(query.query(), false, top);
    return root.withRel(StateTtlHint.settle(root.rel));
  }

  /** Calcite asks for the plan of a view by its name. */
  private RelRoot expandView(
      RelDataType rowType, String sql, List<String> schemaPath, List<String> viewPath) {
    String name = viewPath.get(viewPath.size() - 1);
    ViewDefinition view =
        catalog
            .view(name)
            .orElseThrow(() -> new IllegalStateException("view " + name + " is gone"));
    reads.add(view.name());
    RelRoot root = convert(scope.validate(view), true);
    RelNode plan = root.project();
    return root.withRel(RelOptUtil.createCastRel(plan, rowType, true));
  }
}
