/** Tables without a connector: Rheo keeps their rows itself, in the order of their insertion. */
package io.rheo.engine.connector.stored;
