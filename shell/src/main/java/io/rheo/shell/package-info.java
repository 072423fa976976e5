/**
 * The {@code rheo} command. It talks to the engine through JDBC only, also with the server that is
 * embedded in its own process.
 */
package io.rheo.shell;
