/** Set operations other than {@code UNION ALL}: rows by how often each input has them. */
package io.rheo.engine.operator.set;
