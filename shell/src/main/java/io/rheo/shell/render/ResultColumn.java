package io.rheo.shell.render;

/** A column of a result, by the name that the query gave it. */
public record ResultColumn(String name, CellKind kind) {}
