/**
 * Operators: one plan node at work. An operator is called by one thread; it starts no thread, takes
 * no lock, does not sleep, and does not ask for the time.
 */
package io.rheo.engine.operator;
