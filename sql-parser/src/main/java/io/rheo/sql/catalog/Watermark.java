package io.rheo.sql.catalog;

import org.apache.calcite.rex.RexNode;

/**
 * {@code WATERMARK FOR column AS expression}: the column is the table's time attribute.
 *
 * @param columnIndex the column's place in the table's full row type
 * @param expression over the full row type, of the column's type; NULL holds the watermark where it
 *     is
 * @param sql the expression as written
 */
public record Watermark(String column, int columnIndex, RexNode expression, String sql) {}
