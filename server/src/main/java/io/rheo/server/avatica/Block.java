package io.rheo.server.avatica;

/**
 * What stands in a frame for a number of rows, see {@link io.rheo.jdbc.Protocol#COLUMN_BLOCKS}.
 *
 * @param padded has a second cell, which is empty
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Block(byte[] bytes, boolean padded) {}
