/** The options of a table as its connector and formats read them: typed, and checked for typos. */
package io.rheo.engine.option;
