package io.rheo.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Layers;
import org.junit.jupiter.api.Test;

class LayersTest {
  @Test
  void packagesUseOnlyPackagesBelowThem() {
    assertThat(
            Layers.of("io.rheo.sql", "error", "text", "parse", "catalog", "validate", "logical", "")
                .library("org.apache.calcite", "parse", "catalog", "validate", "logical", "")
                .violations())
        .isEmpty();
  }
}
