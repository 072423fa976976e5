package io.rheo.sql.validate;

import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.FunctionDefinition;
import io.rheo.sql.catalog.Functions;
import io.rheo.sql.catalog.RheoTypes;
import io.rheo.sql.catalog.TableDefinition;
import io.rheo.sql.catalog.ViewDefinition;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.StatementParser;
import io.rheo.sql.text.SqlText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;

/** What one statement can refer to, and the validation of its queries. Not thread-safe. */
public final class QueryScope {
  private final CatalogSchema schema;
  private final Functions functions;
  private final CalciteCatalogReader reader;
  private final Map<String, RelDataType> viewTypes = new HashMap<>();

  public QueryScope(Catalog catalog) {
    this.schema = new CatalogSchema(catalog, this::rowType);
    this.functions = catalog.functions();
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    this.reader =
        new CalciteCatalogReader(
            CalciteSchema.createRootSchema(false, false, "", schema),
            List.of(),
            RheoTypes.FACTORY,
            new CalciteConnectionConfigImpl(properties));
  }

  /** Adds a table that is not in the catalog, or hides the one of its name. */
  public QueryScope with(TableDefinition table) {
    schema.add(table);
    return this;
  }

  /** Adds a view that is not in the catalog, or hides the one of its name. */
  public QueryScope with(ViewDefinition view) {
    schema.add(view, this::rowType);
    return this;
  }

  /**
   * The type that a column is declared with; NULL is allowed unless the declaration excludes it.
   *
   * @throws SqlError if there is no such type
   */
  public RelDataType type(SqlText text, SqlDataTypeSpec spec) {
    RheoValidator validator = newValidator();
    return translate(
        text,
        validator,
        () -> {
          CanonicalTree.checkPrecision(spec);
          RelDataType type = StructTypes.peekable(spec.deriveType(validator));
          boolean nullable = !Boolean.FALSE.equals(spec.getNullable());
          return RheoTypes.FACTORY.createTypeWithNullability(type, nullable);
        });
  }

  /**
   * Checks the types that a function's class names.
   *
   * @throws SqlError if one of them is no type
   */
  public void check(FunctionDefinition function) {
    RheoValidator validator = newValidator();
    translate(
        function.text(), validator, () -> new UserSignatures(function, new TypeParser(validator)));
  }

  private RheoValidator newValidator() {
    return new RheoValidator(new UserOperators(functions), reader);
  }

  public CalciteCatalogReader reader() {
    return reader;
  }

  /** A query that passed validation, and the validator that knows its types. */
  public record Validated(SqlText text, SqlNode query, SqlValidator validator) {
    public RelDataType rowType() {
      return validator.getValidatedNodeType(query);
    }
  }

  /**
   * Checks a query's names and types.
   *
   * @param tree as parsed; not changed
   * @throws SqlError at the first mistake
   */
  public Validated validate(SqlText text, SqlNode tree) {
    RheoValidator validator = newValidator();
    return translate(
        text,
        validator,
        () ->
            new Validated(
                text, validator.validate(Hints.settle(canonical(text, tree))), validator));
  }

  private SqlNode canonical(SqlText text, SqlNode tree) {
    SqlNode settled =
        UnionByName.settle(tree, side -> validate(text, side).rowType().getFieldNames());
    return CanonicalTree.of(settled, functions);
  }

  /**
   * Runs something that can make Calcite complain about a validated query, such as its conversion.
   *
   * @throws SqlError for what it complains about
   */
  public <T> T translate(Validated query, Supplier<T> step) {
    return translate(query.text(), (RheoValidator) query.validator(), step);
  }

  private <T> T translate(SqlText text, RheoValidator validator, Supplier<T> step) {
    ValidationErrors errors = new ValidationErrors(text, schema, validator);
    try {
      return step.get();
    } catch (Refusal e) {
      throw errors.explain(e);
    } catch (CalciteContextException e) {
      throw errors.explain(e);
    } catch (CalciteException e) { // without a place in the tree
      throw SqlError.of(ErrorCode.INVALID_QUERY, e.getMessage()).in(text.source()).causedBy(e);
    } catch (RuntimeException | AssertionError e) {
      if (CalciteFailures.isOne(e)) {
        throw CalciteFailures.explain(e, text);
      }
      throw e;
    }
  }

  /** The query of a view, checked. */
  public Validated validate(ViewDefinition view) {
    if (StatementParser.parse(view.text()) instanceof ParsedStatement.CreateView create) {
      return validate(view.text(), create.query());
    }
    throw new IllegalStateException("not a CREATE VIEW: " + view.text().text());
  }

  private RelDataType rowType(ViewDefinition view) {
    if (viewTypes.containsKey(view.name())) {
      RelDataType type = viewTypes.get(view.name());
      if (type == null) {
        throw SqlError.of(ErrorCode.INVALID_QUERY, "view '" + view.name() + "' reads itself")
            .fix("let it read a table, or a view with another name");
      }
      return type;
    }
    viewTypes.put(view.name(), null);
    RelDataType type = renamed(view, validate(view).rowType());
    viewTypes.put(view.name(), type);
    return type;
  }

  private static RelDataType renamed(ViewDefinition view, RelDataType type) {
    List<String> names = view.columnNames();
    if (names.size() != type.getFieldCount()) {
      throw SqlError.of(
              ErrorCode.COLUMN_COUNT,
              "view '"
                  + view.name()
                  + "' has "
                  + names.size()
                  + " columns and its query now has "
                  + type.getFieldCount())
          .why("what the view reads has changed since it was created")
          .fix("create the view again with CREATE OR REPLACE VIEW");
    }
    RelDataTypeFactory.Builder builder = RheoTypes.FACTORY.builder();
    for (int i = 0; i < names.size(); i++) {
      builder.add(names.get(i), type.getFieldList().get(i).getType());
    }
    return builder.build();
  }
}
