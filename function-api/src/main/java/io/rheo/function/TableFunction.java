package io.rheo.function;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * A function that makes any number of rows from the values of one row: public methods {@code eval}
 * that return nothing and call {@link #collect} for each row.
 *
 * <pre>{@code
 * public final class Words extends TableFunction<Words.Word> {
 *   public record Word(String word, int length) {}
 *
 *   public void eval(String text) {
 *     for (String word : text.split(" ")) {
 *       collect(new Word(word, word.length()));
 *     }
 *   }
 * }
 * }</pre>
 *
 * The columns are the components of a record, the public fields of a class, or, for {@link Row},
 * what {@link SqlType} at the class says; any other type is one column. A primitive parameter whose
 * argument is NULL makes no row. If {@code eval} throws, the row is an error, and none of the rows
 * collected for it counts.
 *
 * @param <T> a row
 */
public abstract class TableFunction<T> extends UserDefinedFunction {
  private Consumer<? super T> collector;

  protected TableFunction() {}

  /** Hands on a row. */
  protected final void collect(T row) {
    collector.accept(row);
  }

  /** Where the rows go; called by whoever runs the function, and by its tests. */
  public final void setCollector(Consumer<? super T> newCollector) {
    collector = Objects.requireNonNull(newCollector);
  }
}
