package io.rheo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Layers;
import org.junit.jupiter.api.Test;

class LayersTest {
  @Test
  void packagesUseOnlyPackagesBelowThem() {
    assertThat(
            Layers.of(
                    "io.rheo.engine",
                    "metric",
                    "option",
                    "type",
                    "column",
                    "function",
                    "expr",
                    "codegen",
                    "plan",
                    "planner",
                    "state",
                    "operator",
                    "format",
                    "connector",
                    "exec.loss",
                    "exec.graph",
                    "exec.output",
                    "exec",
                    "")
                .library("org.apache.calcite.rel", "planner")
                .library("org.apache.calcite.rex", "planner", "codegen")
                .library("org.codehaus.janino", "codegen")
                .library("org.apache.kafka", "connector")
                .library("com.fasterxml.jackson", "format", "connector", "codegen")
                .library("com.jayway.jsonpath", "codegen")
                .library("com.dynatrace.hash4j", "operator")
                .violations())
        .isEmpty();
  }
}
