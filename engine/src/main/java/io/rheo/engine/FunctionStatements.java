package io.rheo.engine;

import io.rheo.engine.function.FunctionClassException;
import io.rheo.engine.function.FunctionLoader;
import io.rheo.engine.function.JarPolicy;
import io.rheo.engine.function.UserClass;
import io.rheo.sql.SqlFrontEnd;
import io.rheo.sql.Statement;
import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.catalog.FunctionDefinition;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the statements about functions do. */
final class FunctionStatements {
  private final Catalog catalog;
  private final JarPolicy jars;

  FunctionStatements(Catalog catalog, JarPolicy jars) {
    this.catalog = catalog;
    this.jars = jars;
  }

  StatementResult create(Statement.CreateFunction create) {
    String name = create.name();
    if (create.ifNotExists() && catalog.functions().find(name).isPresent()) {
      return new StatementResult.Done(0, "function '" + name + "' exists already");
    }
    String className = create.className().value();
    Optional<Path> jar =
        create
            .jar()
            .map(
                file ->
                    located(
                        create, file, () -> FunctionLoader.checkJar(jars.resolve(file.value()))));
    UserClass loaded =
        located(create, create.className(), () -> FunctionLoader.load(className, jar));
    FunctionDefinition definition = new FunctionDefinition(name, className, loaded, create.text());
    SqlFrontEnd.check(definition, create);
    catalog.functions().create(definition, create.orReplace(), create.ifNotExists());
    return new StatementResult.Done(0, "function '" + name + "' created");
  }

  private static <T> T located(
      Statement.CreateFunction create, Statement.CreateFunction.Located place, Supplier<T> step) {
    try {
      return step.get();
    } catch (FunctionClassException e) {
      throw SqlError.of(ErrorCode.FUNCTION_CLASS, e.getMessage())
          .fix(e.fix())
          .at(create.text().source(), place.position())
          .causedBy(e);
    }
  }

  StatementResult drop(Statement.DropFunction drop) {
    boolean dropped = catalog.functions().drop(drop.name(), drop.ifExists());
    return new StatementResult.Done(
        0, "function '" + drop.name() + (dropped ? "' dropped" : "' does not exist"));
  }

  StatementResult show(Statement.ShowFunctions show) {
    List<List<String>> rows = new ArrayList<>();
    for (FunctionDefinition function : catalog.functions().list()) {
      rows.add(List.of(function.name(), function.code().kind().word(), function.className()));
    }
    if (!show.userOnly()) {
      SqlFrontEnd.functionNames().stream()
          .filter(name -> catalog.functions().find(name).isEmpty())
          .forEach(name -> rows.add(List.of(name, "built-in", "")));
    }
    return StaticCursor.of(StatementColumns.FUNCTIONS, rows);
  }
}
