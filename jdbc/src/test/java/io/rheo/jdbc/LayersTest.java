package io.rheo.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Layers;
import org.junit.jupiter.api.Test;

class LayersTest {
  @Test
  void theDriverKnowsAvaticaAndNothingElse() {
    assertThat(
            Layers.of("io.rheo.jdbc", "")
                .library("org.apache.calcite.rel")
                .library("org.apache.calcite.sql")
                .library("org.apache.hc")
                .library("org.eclipse")
                .violations())
        .isEmpty();
  }
}
