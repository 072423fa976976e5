package io.rheo.sql;

import io.rheo.sql.Statement.CreateFunction.Located;
import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.logical.SimpleNames;
import io.rheo.sql.parse.ParsedStatement;
import io.rheo.sql.parse.Positions;
import io.rheo.sql.parse.StatementNode;
import io.rheo.sql.text.SqlText;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** Checks the statements about user-defined functions, as far as no Java class is needed. */
final class FunctionStatements {
  private FunctionStatements() {}

  static Statement create(SqlText text, ParsedStatement.CreateFunction create, Catalog catalog) {
    String name = SimpleNames.of(text, create.name());
    create.language().ifPresent(language -> checkLanguage(text, language));
    at(
        text,
        create.name(),
        () -> catalog.functions().checkCreate(name, create.orReplace(), create.ifNotExists()));
    return new Statement.CreateFunction(
        text,
        name,
        located(text, create.className()),
        create.jar().map(jar -> located(text, jar)),
        create.orReplace(),
        create.ifNotExists());
  }

  private static void checkLanguage(SqlText text, SqlIdentifier language) {
    if (!language.getSimple().equalsIgnoreCase("JAVA")) {
      throw Positions.error(
              text,
              language,
              ErrorCode.NOT_SUPPORTED,
              "functions in " + language.getSimple() + " are not supported")
          .fix("write the function in Java, or another language that makes Java classes");
    }
  }

  static Statement drop(SqlText text, ParsedStatement.DropFunction drop, Catalog catalog) {
    String name = SimpleNames.of(text, drop.name());
    if (!drop.ifExists()) {
      at(text, drop.name(), () -> catalog.functions().require(name));
    }
    return new Statement.DropFunction(text, name, drop.ifExists());
  }

  private static Located located(SqlText text, SqlNode literal) {
    return new Located(
        StatementNode.text(literal).orElseThrow(), Positions.of(text, literal.getParserPosition()));
  }

  private static void at(SqlText text, SqlIdentifier name, Runnable check) {
    try {
      check.run();
    } catch (SqlError e) {
      throw e.at(text.source(), Positions.of(text, name.getParserPosition()));
    }
  }
}
