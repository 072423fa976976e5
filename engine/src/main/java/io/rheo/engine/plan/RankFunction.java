package io.rheo.engine.plan;

/** How the rows of a partition are numbered in their order, from 1. */
public enum RankFunction {
  /** Every row has its own number. */
  ROW_NUMBER,
  /** Equal rows share a number, after which as many numbers are left out. */
  RANK,
  /** Equal rows share a number, and none is left out. */
  DENSE_RANK
}
