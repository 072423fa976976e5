/**
 * The interactive shell: line editing, completion, highlighting, live tables. The only package that
 * knows jline.
 */
package io.rheo.shell.terminal;
