/** The first rows of each partition: top-N, deduplication, and both per window. */
package io.rheo.engine.operator.rank;
