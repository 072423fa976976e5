package io.rheo.sql.catalog;

import io.rheo.sql.text.SqlText;

/**
 * A user-defined function.
 *
 * @param className of the Java class
 * @param text the statement that made it
 */
public record FunctionDefinition(String name, String className, FunctionCode code, SqlText text) {}
