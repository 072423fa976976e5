/**
 * What queries could not use: rows that came late, rows on which an expression failed, records that
 * no format could read. Kept by job and by table, counted always.
 */
package io.rheo.engine.exec.loss;
