package io.rheo.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Layers;
import org.junit.jupiter.api.Test;

class LayersTest {
  @Test
  void packagesUseOnlyPackagesBelowThem() {
    assertThat(
            Layers.of("io.rheo.shell", "render", "command", "terminal", "bench", "")
                .library("org.jline", "terminal")
                .library("org.apache.calcite")
                .library("io.rheo.engine", "bench", "")
                .library("io.rheo.server", "")
                .violations())
        .isEmpty();
  }
}
