package io.rheo.engine.codegen;

import java.util.Map;

/** Functions that Flink and PostgreSQL users know and that no kernel above covers. */
final class FunctionKernels {
  private FunctionKernels() {}

  static Map<String, Kernel> all() {
    return Map.of();
  }
}
