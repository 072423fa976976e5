/**
 * What functions written in Java extend, to be called in SQL after {@code CREATE FUNCTION}. Has no
 * dependencies; nothing of Rheo itself is visible to a function.
 */
package io.rheo.function;
