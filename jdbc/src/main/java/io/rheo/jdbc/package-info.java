/**
 * The JDBC driver {@code jdbc:rheo://host:port}: Avatica's remote client, made fit for result sets
 * that never end. It knows no SQL and no engine.
 */
package io.rheo.jdbc;
