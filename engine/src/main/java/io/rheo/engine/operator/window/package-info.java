/** Operators on windows of event time and of row counts. Sessions are not here. */
package io.rheo.engine.operator.window;
