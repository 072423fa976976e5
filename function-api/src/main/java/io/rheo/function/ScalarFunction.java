package io.rheo.function;

/**
 * A function that makes one value from the values of one row, by public methods with the name
 * {@code eval}. There may be several, with different parameters, and the last parameter may be
 * variable ({@code String...}). Their Java types say what SQL types they take and give; {@link
 * SqlType} says it where the Java type does not.
 *
 * <pre>{@code
 * public final class Initials extends ScalarFunction {
 *   public String eval(String first, String last) {
 *     return first == null || last == null ? null : first.charAt(0) + "." + last.charAt(0) + ".";
 *   }
 * }
 * }</pre>
 *
 * A parameter of a primitive type cannot be NULL: the function is not called for a row where its
 * argument is NULL, and the result is NULL. What {@code eval} throws makes an error of the row.
 */
public abstract class ScalarFunction extends UserDefinedFunction {
  protected ScalarFunction() {}
}
