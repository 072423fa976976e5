package io.rheo.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Layers;
import org.junit.jupiter.api.Test;

class LayersTest {
  @Test
  void packagesUseOnlyPackagesBelowThem() {
    assertThat(
            Layers.of("io.rheo.shell", "render", "command", "terminal", "")
                .library("org.jline", "terminal")
                .library("org.apache.calcite")
                .library("io.rheo.engine", "")
                .library("io.rheo.server", "")
                .violations())
        .isEmpty();
  }
}
