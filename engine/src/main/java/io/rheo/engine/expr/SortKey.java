package io.rheo.engine.expr;

/** A column to sort by. */
public record SortKey(int column, boolean descending, boolean nullsFirst) {}
