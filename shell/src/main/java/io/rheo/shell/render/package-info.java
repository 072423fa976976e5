/**
 * JDBC result sets as text: tables, CSV, JSON, and what is left of a changelog. Knows no terminal
 * and no command line.
 */
package io.rheo.shell.render;
