/**
 * Golden SQL tests: {@code src/test/sql/**}{@code /*.slt} holds input, queries and expected rows as
 * text; here is what reads such a file, runs it in several ways and asks DuckDB for the same.
 */
package io.rheo.engine.slt;
