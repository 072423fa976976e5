/** A source of made-up rows, with Flink's options. */
package io.rheo.engine.connector.datagen;
