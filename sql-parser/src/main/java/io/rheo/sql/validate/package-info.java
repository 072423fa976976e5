/**
 * Names, types and streaming rules: a syntax tree is made canonical (one spelling of each window),
 * then checked against the catalog by Calcite's validator, whose errors are turned into ours.
 */
package io.rheo.sql.validate;
