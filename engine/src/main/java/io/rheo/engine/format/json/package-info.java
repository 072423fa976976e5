/** JSON records: a scanner for the expected ones, Jackson for all others, and an encoder. */
package io.rheo.engine.format.json;
