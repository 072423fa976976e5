package io.rheo.engine;

import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.sql.Statement;
import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.CatalogObject;
import io.rheo.sql.catalog.MaterializedView;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.DropBehavior;
import io.rheo.sql.parse.ObjectKind;
import java.util.List;
import java.util.Locale;

/** Creates materialized views; drops tables and views with what depends on them. */
final class ViewStatements {
  private final Engine engine;
  private final Catalog catalog;
  private final Queries queries;

  ViewStatements(Engine engine, Queries queries) {
    this.engine = engine;
    this.queries = queries;
    catalog = engine.catalog();
  }

  /** Fails with a {@code SqlError} if the view cannot be kept, else gives its warnings. */
  List<String> check(Statement.CreateMaterializedView create) {
    return queries.viewPlan(create.query()).warnings();
  }

  StatementResult create(Statement.CreateMaterializedView create) {
    MaterializedView view = create.view();
    PhysicalPlan plan = queries.viewPlan(create.query());
    boolean exists = catalog.find(view.name()).isPresent();
    if (exists && create.orReplace()) {
      checkUnread(view.name(), "replaced");
      engine.views().drop(view.name());
    } else if (!exists) {
      engine.jobs().checkFree(view.name());
    }
    boolean created = catalog.create(view, create.orReplace(), create.ifNotExists());
    if (created) {
      start(create, plan);
    }
    return done(
        created ? "materialized view '%s' created" : "materialized view '%s' exists already",
        view.name());
  }

  private void start(Statement.CreateMaterializedView create, PhysicalPlan plan) {
    String name = create.view().name();
    try {
      engine
          .views()
          .start(
              name,
              create.text().text().strip(),
              plan,
              () -> queries.viewBuilder().startView(name, plan, engine.startLosses(name)));
    } catch (RuntimeException e) {
      catalog.drop(ObjectKind.MATERIALIZED_VIEW, name, true);
      throw e;
    }
  }

  /** A materialized view goes on reading what it was created over: that cannot be exchanged. */
  void checkUnread(String name, String change) {
    List<CatalogObject> readers =
        catalog.dependants(name).stream()
            .filter(reader -> reader.kind() == ObjectKind.MATERIALIZED_VIEW)
            .toList();
    if (!readers.isEmpty()) {
      throw read(name, change, readers).fix("drop them first");
    }
  }

  private static SqlError read(String name, String change, List<CatalogObject> readers) {
    return SqlError.of(
            ErrorCode.DEPENDANTS,
            "'" + name + "' cannot be " + change + ": " + names(readers) + " it")
        .why("a view cannot go on without what it reads");
  }

  private static String names(List<CatalogObject> readers) {
    String names =
        String.join(
            ", ",
            readers.stream()
                .map(reader -> reader.kind().word() + " '" + reader.name() + "'")
                .toList());
    return names + (readers.size() == 1 ? " reads" : " read");
  }

  StatementResult drop(Statement.Drop drop) {
    List<CatalogObject> readers = catalog.dependants(drop.name());
    if (drop.behavior() == DropBehavior.CASCADE) {
      readers.forEach(this::dropWithReaders);
    } else {
      boolean strict = drop.behavior() == DropBehavior.RESTRICT;
      List<CatalogObject> blocking =
          readers.stream()
              .filter(reader -> strict || reader.kind() == ObjectKind.MATERIALIZED_VIEW)
              .toList();
      if (!blocking.isEmpty()) {
        throw read(drop.name(), "dropped", blocking)
            .fix("drop them first, or say DROP … CASCADE")
            .at(drop.text().source(), drop.position());
      }
    }
    boolean dropped = drop(drop.kind(), drop.name(), drop.ifExists());
    return done(
        drop.kind().word() + (dropped ? " '%s' dropped" : " '%s' does not exist"), drop.name());
  }

  private void dropWithReaders(CatalogObject object) {
    catalog.dependants(object.name()).forEach(this::dropWithReaders);
    drop(object.kind(), object.name(), true);
  }

  private boolean drop(ObjectKind kind, String name, boolean ifExists) {
    boolean dropped = catalog.drop(kind, name, ifExists);
    if (dropped && kind == ObjectKind.TABLE) {
      engine.forgetRows(name);
    } else if (dropped && kind == ObjectKind.MATERIALIZED_VIEW) {
      engine.views().drop(name);
    }
    return dropped;
  }

  private static StatementResult done(String message, String name) {
    return new StatementResult.Done(0, String.format(Locale.ROOT, message, name));
  }
}
