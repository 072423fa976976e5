/**
 * What operators keep: group tables, slices, dictionaries, rows. Each writes and reads itself.
 *
 * <p>Rows are kept in the cheapest way that answers what is asked of them, so there is more than
 * one: {@link io.rheo.engine.state.RowTrees} hold rows that are few words long in order, with sums
 * of a measure, for ranks; {@link io.rheo.engine.state.RowStore} holds columns of any type by cell
 * number, which {@link io.rheo.engine.state.RowTree} puts in order, for aggregates and versions.
 * Rows that only come and go again are in neither: OVER and patterns keep the batches that rows
 * came in, joins chain rows of equal keys.
 */
package io.rheo.engine.state;
