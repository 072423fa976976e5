package io.rheo.engine.option;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Finds what somebody probably meant: the name with the fewest letters to change. */
public final class Nearest {
  private Nearest() {}

  /** The nearest of {@code names}, unless more than a third of its letters differ. */
  public static Optional<String> of(String name, Collection<String> names) {
    return of(name, names, candidate -> Math.max(2, candidate.length() / 3));
  }

  /** The nearest of {@code names}, unless more than so many of its letters differ. */
  public static Optional<String> of(String name, Collection<String> names, int lettersMax) {
    return of(name, names, candidate -> lettersMax);
  }

  private static Optional<String> of(
      String name, Collection<String> names, ToIntFunction<String> lettersMax) {
    return names.stream()
        .filter(candidate -> distance(name, candidate) <= lettersMax.applyAsInt(candidate))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Letters to insert, delete, replace or swap with their neighbour, regardless of case. */
  static int distance(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT);
    String to = other.toLowerCase(Locale.ROOT);
    int[][] distances = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        distances[i][j] = i == 0 || j == 0 ? i + j : step(distances, from, to, i, j);
      }
    }
    return distances[from.length()][to.length()];
  }

  private static int step(int[][] distances, String from, String to, int i, int j) {
    int replaced = distances[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, distances[i - 2][j - 2] + 1) : best;
  }
}
