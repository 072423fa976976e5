/** Records that are one value in plain bytes, as in Flink's format of this name. */
package io.rheo.engine.format.raw;
