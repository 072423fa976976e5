package io.rheo.sql.catalog;

import java.util.List;

/** What the front end knows of the Java class of a user-defined function. */
public interface FunctionCode {
  FunctionKind kind();

  /** In the order in which they are tried; the index of one says which method is meant. */
  List<FunctionSignature> signatures();

  /** Whether equal arguments always give equal results. */
  boolean isDeterministic();
}
