package io.rheo.engine.operator.aggregate;

/**
 * Pairs of groups, of which the first is to be added to the second.
 *
 * @param fromBases the rows of the first ones in {@code from}
 * @param toBases the rows of the second ones in {@code to}
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
record Merge(Groups from, int[] fromBases, Groups to, int[] toBases, int count) {}
