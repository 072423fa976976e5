/** A sink that forgets rows, for measurements. */
package io.rheo.engine.connector.blackhole;
