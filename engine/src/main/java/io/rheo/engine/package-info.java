/**
 * SQL statements to changing results. This package is all that the server may touch; nothing here
 * listens on a network.
 */
package io.rheo.engine;
