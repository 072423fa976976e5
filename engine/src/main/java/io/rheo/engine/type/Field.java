package io.rheo.engine.type;

/** A named, typed column or member of a ROW. */
public record Field(String name, DataType type) {}
