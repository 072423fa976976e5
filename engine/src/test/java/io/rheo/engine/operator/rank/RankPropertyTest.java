package io.rheo.engine.operator.rank;

import io.rheo.testing.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankPropertyTest {
  @Test
  void afterEveryStepTheNetOutputIsTheFirstRowsOfAllRowsSoFar() {
    for (int run = 0; run < 600; run++) {
      long seed = Seeds.next();
      new RankCase(new Random(seed), false).assertChanges(seed);
    }
  }

  @Test
  void windowsAreEmittedOnceWithTheirFirstRows() {
    for (int run = 0; run < 400; run++) {
      long seed = Seeds.next();
      new RankCase(new Random(seed), true).assertWindows(seed);
    }
  }
}
