package io.rheo.sql.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The name that a user probably meant. Letter case does not count. */
public final class Suggestions {
  private static final int LISTED_MAX = 24;

  private Suggestions() {}

  /**
   * The candidate nearest to what was written, if one is near enough to be a typing error: at most
   * a third of the letters wrong, missing, extra or swapped with their neighbour.
   */
  public static Optional<String> nearest(String written, Collection<String> candidates) {
    String wanted = written.toLowerCase(Locale.ROOT);
    int tolerance = Math.max(1, (written.length() + 1) / 3);
    record Scored(String name, int distance) {}
    return candidates.stream()
        .map(name -> new Scored(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(s -> s.distance() <= tolerance && s.distance() < s.name().length())
        .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
        .map(Scored::name);
  }

  /**
   * Advice in the form {@code did you mean 'price'? columns: symbol, price}; either half is left
   * out if there is nothing to say, and the result is empty if both are.
   */
  public static String didYouMean(
      String written, String kindPlural, Collection<String> candidates) {
    String guess = nearest(written, candidates).map(n -> "did you mean '" + n + "'? ").orElse("");
    String known = list(kindPlural, candidates);
    return guess.isEmpty() && !known.isEmpty()
        ? "use one of the " + known
        : (guess + known).strip();
  }

  private static String list(String kindPlural, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return "";
    }
    String more = candidates.size() > LISTED_MAX ? ", … (" + candidates.size() + ")" : "";
    return candidates.stream()
        .limit(LISTED_MAX)
        .collect(Collectors.joining(", ", kindPlural + ": ", more));
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, cost, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int[][] cost, int i, int j) {
    int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
