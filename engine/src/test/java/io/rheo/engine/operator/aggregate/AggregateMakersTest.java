package io.rheo.engine.operator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.expr.AggregateFunction;
import org.junit.jupiter.api.Test;

class AggregateMakersTest {
  @Test
  void everyFunctionThatPlansMayNameIsThere() {
    assertThat(AggregateFunction.NAMES)
        .allSatisfy(name -> assertThat(AggregateMakers.of(AggregateFunction.of(name))).isNotNull());
  }
}
