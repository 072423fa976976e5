package io.rheo.sql.catalog;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import io.rheo.sql.parse.ObjectKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The tables and views by name. They share one space of names, in which letter case does not count.
 * Lives in memory; whoever wants it to last keeps the {@link CatalogObject#text} of each and runs
 * them again. Thread-safe.
 */
public final class Catalog {
  private final ConcurrentSkipListMap<String, CatalogObject> objects =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

  private final Set<String> jobs = new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);

  /** Makes it known that there is, or was, a job of this name. */
  public void addJob(String name) {
    jobs.add(name);
  }

  /** The names of all jobs, sorted. Jobs have a space of names of their own. */
  public List<String> jobs() {
    return List.copyOf(jobs);
  }

  private final Functions functions = new Functions();

  /** The user-defined functions; their names are apart from those of tables and views. */
  public Functions functions() {
    return functions;
  }

  public Optional<CatalogObject> find(String name) {
    return Optional.ofNullable(objects.get(name));
  }

  public Optional<TableDefinition> table(String name) {
    return find(name).filter(TableDefinition.class::isInstance).map(TableDefinition.class::cast);
  }

  public Optional<ViewDefinition> view(String name) {
    return find(name).filter(ViewDefinition.class::isInstance).map(ViewDefinition.class::cast);
  }

  public Optional<MaterializedView> materializedView(String name) {
    return find(name).filter(MaterializedView.class::isInstance).map(MaterializedView.class::cast);
  }

  /** By name. */
  public List<MaterializedView> materializedViews() {
    return list(MaterializedView.class);
  }

  /** The views that read a table or view, directly or through others; by name. */
  public List<CatalogObject> dependants(String name) {
    return objects.values().stream()
        .filter(object -> object.reads().stream().anyMatch(name::equalsIgnoreCase))
        .toList();
  }

  /** By name. */
  public List<TableDefinition> tables() {
    return list(TableDefinition.class);
  }

  /** By name. */
  public List<ViewDefinition> views() {
    return list(ViewDefinition.class);
  }

  /** The names of all tables and views, sorted. */
  public List<String> names() {
    return objects.values().stream().map(CatalogObject::name).toList();
  }

  /** Everything in it, by name. */
  public List<CatalogObject> objects() {
    return List.copyOf(objects.values());
  }

  /**
   * Adds a table or view.
   *
   * @return whether it was added; false if the name is taken and {@code ifNotExists} is given
   * @throws SqlError if the name is taken and neither it may be replaced nor left
   */
  public boolean create(CatalogObject object, boolean orReplace, boolean ifNotExists) {
    CatalogObject result =
        objects.compute(
            object.name(),
            (name, existing) -> {
              if (existing == null) {
                return object;
              }
              return orReplace ? replacement(existing, object) : keep(existing, ifNotExists);
            });
    return result == object;
  }

  /**
   * Checks that {@link #create} with these arguments would succeed now.
   *
   * @throws SqlError if the name is taken and neither it may be replaced nor left
   */
  public void checkCreate(CatalogObject object, boolean orReplace, boolean ifNotExists) {
    find(object.name())
        .ifPresent(
            existing -> {
              if (orReplace) {
                replacement(existing, object);
              } else {
                keep(existing, ifNotExists);
              }
            });
  }

  private static CatalogObject replacement(CatalogObject existing, CatalogObject object) {
    if (existing.kind() != object.kind()) {
      throw taken(existing)
          .fix("DROP " + existing.kind().keywords() + " " + existing.name() + " first");
    }
    return object;
  }

  private static CatalogObject keep(CatalogObject existing, boolean ifNotExists) {
    if (!ifNotExists) {
      throw taken(existing).fix("choose another name, or say CREATE OR REPLACE or IF NOT EXISTS");
    }
    return existing;
  }

  private static SqlError taken(CatalogObject existing) {
    return SqlError.of(
        ErrorCode.TABLE_EXISTS,
        "there is a " + existing.kind().word() + " '" + existing.name() + "' already");
  }

  /**
   * Removes a table or view.
   *
   * @return whether there was one; false only with {@code ifExists}
   * @throws SqlError if there is none, or it is of the other kind
   */
  public boolean drop(ObjectKind kind, String name, boolean ifExists) {
    CatalogObject existing = objects.get(name);
    if (existing == null && ifExists) {
      return false;
    }
    require(kind, name);
    return objects.remove(name, existing);
  }

  /**
   * The table or view of a name.
   *
   * @throws SqlError if there is none, with the nearest names; or if it is of the other kind
   */
  public CatalogObject require(ObjectKind kind, String name) {
    CatalogObject object = require(name);
    if (object.kind() != kind) {
      throw SqlError.of(
              ErrorCode.WRONG_KIND,
              "'" + object.name() + "' is a " + object.kind().word() + ", not a " + kind.word())
          .fix(
              "name a "
                  + kind.word()
                  + ", or say "
                  + object.kind().keywords()
                  + " where the statement allows it");
    }
    return object;
  }

  /**
   * The table or view of a name.
   *
   * @throws SqlError if there is none, with the nearest names
   */
  public CatalogObject require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                SqlError.of(ErrorCode.TABLE_NOT_FOUND, "table '" + name + "' not found")
                    .fix(Suggestions.didYouMean(name, "tables", names())));
  }

  private <T> List<T> list(Class<T> kind) {
    return objects.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
