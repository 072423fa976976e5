package io.rheo.sql.catalog;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.error.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The user-defined functions by name; letter case does not count. Thread-safe. */
public final class Functions {
  private final ConcurrentSkipListMap<String, FunctionDefinition> functions =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

  Functions() {}

  public Optional<FunctionDefinition> find(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** By name. */
  public List<FunctionDefinition> list() {
    return List.copyOf(functions.values());
  }

  /**
   * Adds a function.
   *
   * @return whether it was added; false if the name is taken and {@code ifNotExists} is given
   * @throws SqlError if the name is taken and neither it may be replaced nor left
   */
  public boolean create(FunctionDefinition function, boolean orReplace, boolean ifNotExists) {
    if (orReplace) {
      functions.put(function.name(), function);
      return true;
    }
    boolean added = functions.putIfAbsent(function.name(), function) == null;
    if (!added && !ifNotExists) {
      throw taken(function.name());
    }
    return added;
  }

  private static SqlError taken(String name) {
    return SqlError.of(ErrorCode.TABLE_EXISTS, "there is a function '" + name + "' already")
        .fix("choose another name, or say CREATE OR REPLACE or IF NOT EXISTS");
  }

  /** Checks that {@link #create} with these arguments would succeed now. */
  public void checkCreate(String name, boolean orReplace, boolean ifNotExists) {
    if (!orReplace && !ifNotExists && functions.containsKey(name)) {
      throw taken(name);
    }
  }

  /**
   * Removes a function. Queries that run go on with it.
   *
   * @return whether there was one; false only with {@code ifExists}
   * @throws SqlError if there is none
   */
  public boolean drop(String name, boolean ifExists) {
    boolean dropped = functions.remove(name) != null;
    if (!dropped && !ifExists) {
      throw notFound(name);
    }
    return dropped;
  }

  /**
   * Checks that there is a function of this name.
   *
   * @throws SqlError if there is none
   */
  public void require(String name) {
    if (!functions.containsKey(name)) {
      throw notFound(name);
    }
  }

  private SqlError notFound(String name) {
    List<String> names = list().stream().map(FunctionDefinition::name).toList();
    return SqlError.of(
            ErrorCode.FUNCTION_NOT_FOUND, "there is no user-defined function '" + name + "'")
        .fix(Suggestions.didYouMean(name, "functions", names));
  }
}
