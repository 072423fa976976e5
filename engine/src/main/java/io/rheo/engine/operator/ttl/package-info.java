/** Takes away the state of keys for which no row came for a while. */
package io.rheo.engine.operator.ttl;
