/** A single-node Kafka broker for demos and tests. No part of Rheo's own class path. */
package io.rheo.broker;
