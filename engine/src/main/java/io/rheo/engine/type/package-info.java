/**
 * The types of columns: the SQL type and the array layout that holds its values. No values here.
 */
package io.rheo.engine.type;
