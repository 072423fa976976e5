package io.rheo.engine.function;

/** Turns values in the form of {@code BoxedValues} into a user's Java type and back. */
public interface JavaConverter {
  /** The Java value; {@code null} for NULL. */
  Object toJava(Object value);

  /**
   * The value in the form of {@code BoxedValues}; {@code null} for NULL. Throws an {@code
   * IllegalArgumentException} if it does not fit the type.
   */
  Object fromJava(Object value);
}
