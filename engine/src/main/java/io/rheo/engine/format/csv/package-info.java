/** CSV records as in RFC 4180, with Flink's options. */
package io.rheo.engine.format.csv;
