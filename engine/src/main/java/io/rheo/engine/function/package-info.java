/**
 * Functions of the user: their classes, the methods by which they are called, their values as ours.
 * The only package that looks at classes by reflection; what it finds is called directly.
 */
package io.rheo.engine.function;
