/** A sink that prints rows, for people who watch. */
package io.rheo.engine.connector.print;
