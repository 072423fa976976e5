/**
 * SQL text to a syntax tree: Calcite's grammar with Rheo's statements, types and words added (see
 * {@code src/main/codegen}). Nothing is looked up here.
 */
package io.rheo.sql.parse;
