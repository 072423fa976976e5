package io.rheo.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProcessingTimeOperatorTest {
  private static final RowType ROW =
      TestPlans.columns("v", TypeName.INTEGER, "proc", TypeName.TIMESTAMP_LTZ);

  private final AtomicLong clock = new AtomicLong(1000);
  private final OperatorDriver driver =
      new OperatorDriver(
          () ->
              new ProcessingTimeOperator(
                  new PhysicalNode.ProcessingTime(
                      TestPlans.input(ROW, false), 1, ROW, TestPlans.traits(false)),
                  clock::get),
          ROW);

  private void send(int value, long time, int weight) {
    BatchBuilder builder = new BatchBuilder(ROW);
    builder.ints(0).append(value);
    builder.longs(1).append(time);
    builder.endRow(weight);
    driver.send(builder.build());
  }

  @Test
  void rowsHaveTheTimeOfTheirStepAndTheWatermarkIsRightBefore() {
    send(1, 1000, 1);
    assertThat(driver.watermark()).isEqualTo(999);
    clock.set(1500);
    send(2, 1400, -1); // computed in a step before
    assertThat(driver.watermark()).isEqualTo(1499);
    assertThat(driver.take()).hasToString("[1 1000, -1x 2 1500]");
  }

  @Test
  void theClockGoesOnWithoutRows() {
    driver.endStep();
    assertThat(driver.watermark()).isEqualTo(999);
    clock.set(61_000);
    driver.endStep();
    assertThat(driver.watermark()).isEqualTo(60_999);
  }

  @Test
  void eventTimeEndsHereButTheEndOfTheInputDoesNot() {
    driver.advance(5_000_000);
    assertThat(driver.watermark()).isEqualTo(OneInputOperator.NO_WATERMARK);
    driver.advance(OneInputOperator.END_OF_INPUT);
    driver.endStep();
    assertThat(driver.watermark()).isEqualTo(OneInputOperator.END_OF_INPUT);
  }
}
