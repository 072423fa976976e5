package io.rheo.engine.codegen;

/**
 * A value in generated code.
 *
 * @param code a Java expression without side effects: a local variable, an array entry, a constant
 * @param isNull a Java expression that tells whether it is NULL; {@link #NO} if it never is
 */
record Value(String code, String isNull) {
  static final String NO = "false";
  static final String YES = "true";

  static Value notNull(String code) {
    return new Value(code, NO);
  }

  boolean mayBeNull() {
    return !isNull.equals(NO);
  }

  boolean alwaysNull() {
    return isNull.equals(YES);
  }
}
