package io.rheo.engine.function.sample;

import io.rheo.function.AggregateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All words in order, of rows that are never taken back. */
public final class Sorted extends AggregateFunction<List<String>, Sorted.Words> {
  /** How often each word is there. */
  public record Words(TreeMap<String, Integer> counts, Map<String, List<Long>> unused) {}

  @Override
  public Words createAccumulator() {
    return new Words(new TreeMap<>(), Map.of());
  }

  /** Adds words. */
  public void accumulate(Words words, String... all) {
    for (String word : all) {
      if (word != null) {
        words.counts().merge(word, 1, Integer::sum);
      }
    }
  }

  @Override
  public List<String> getValue(Words words) {
    List<String> all = new ArrayList<>();
    words.counts().forEach((word, count) -> all.add(word + "*" + count));
    if (all.size() > 3) {
      throw new IllegalStateException("too many words");
    }
    return all;
  }
}
