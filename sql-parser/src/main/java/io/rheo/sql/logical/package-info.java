/**
 * Checked queries to optimised relational plans, by a fixed list of phases. There is no cost model
 * and no search here: each phase is a few rewriting rules.
 */
package io.rheo.sql.logical;
