/**
 * What the subcommands do: parse the command line, run scripts over a JDBC connection, report
 * errors with their place in the user's file. Works without a terminal; it is given its
 * connections.
 */
package io.rheo.shell.command;
