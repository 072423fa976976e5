/**
 * The events of the Nexmark benchmark: people, their auctions, and bids, with the schema and the
 * options of Nexmark for Flink. Every value depends on the seed, the event's number and its field
 * only, so any part of the stream can be made without the rest. No object is made per event.
 */
package io.rheo.engine.connector.nexmark;
