package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Layers;
import org.junit.jupiter.api.Test;

class LayersTest {
  @Test
  void packagesUseOnlyPackagesBelowThem() {
    assertThat(
            Layers.of("io.rheo.server", "config", "avatica", "")
                .library("org.apache.calcite", "avatica")
                .library("org.eclipse.jetty", "avatica")
                .library("javax.servlet", "avatica")
                .violations())
        .isEmpty();
  }
}
