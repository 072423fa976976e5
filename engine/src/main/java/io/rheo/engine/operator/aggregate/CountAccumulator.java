package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;

/** The number of rows, net of retractions. */
final class CountAccumulator extends Accumulator {
  CountAccumulator(int at) {
    super(at, 1);
  }

  @Override
  void update(Column column, Selection selection, Groups groups) {
    int[] weights = selection.weights();
    if (weights == null) {
      count(groups.words(), selection.bases(), at, selection.count());
    } else {
      countWeights(groups.words(), selection.bases(), at, selection.count(), weights);
    }
  }

  private static void count(long[] words, int[] bases, int at, int count) {
    for (int i = 0; i < count; i++) {
      words[bases[i] + at]++;
    }
  }

  private static void countWeights(long[] words, int[] bases, int at, int count, int[] weights) {
    for (int i = 0; i < count; i++) {
      words[bases[i] + at] += weights[i];
    }
  }

  @Override
  void merge(Merge merge, int sign) {
    SumAccumulators.mergeWords(merge, at, sign);
  }

  @Override
  boolean invertible() {
    return true;
  }
}
