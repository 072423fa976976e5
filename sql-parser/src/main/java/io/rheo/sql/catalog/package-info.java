/**
 * Tables and views: their columns, keys, watermarks and options, and the types they are made of.
 */
package io.rheo.sql.catalog;
