/**
 * Kafka topics as sources and sinks. The only package that knows Kafka's classes; transactions are
 * not here: the sink writes each row at least once.
 */
package io.rheo.engine.connector.kafka;
