package io.rheo.engine.plan;

import io.rheo.engine.type.DataType;

/**
 * A column that the connector fills from what it knows about a record.
 *
 * @param key the connector's name for it: {@code partition}, {@code offset}
 * @param type the declared type, into which the connector converts
 */
public record MetadataColumn(String key, DataType type) {}
