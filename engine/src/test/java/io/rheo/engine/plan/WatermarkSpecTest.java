package io.rheo.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WatermarkSpecTest {
  private static final DataType TIMESTAMP = DataType.of(TypeName.TIMESTAMP);
  private static final Expr TIME = new Expr.InputRef(1, TIMESTAMP);
  private static final Expr OTHER = new Expr.InputRef(0, TIMESTAMP);

  @Test
  void tellsHowFarTheWatermarkIsBehindEachTime() {
    assertThat(delay(TIME)).hasValue(0);
    assertThat(delay(minus(TIME, 4000))).hasValue(4000);
    assertThat(delay(minus(TIME, 0))).hasValue(0);
  }

  @Test
  void isNotSaidOfWatermarksThatAreNotBehindTheTime() {
    assertThat(delay(OTHER)).isEmpty();
    assertThat(delay(minus(OTHER, 4000))).isEmpty();
    assertThat(delay(minus(TIME, -1))).isEmpty();
    assertThat(delay(minus(minus(TIME, 1), 1))).isEmpty();
    assertThat(delay(new Expr.Call("+", minus(TIME, 7).operands(), TIMESTAMP))).isEmpty();
  }

  private static Expr.Call minus(Expr time, long millis) {
    Expr length = new Expr.Literal(millis, DataType.of(TypeName.INTERVAL_DAY_TIME));
    return new Expr.Call("-", List.of(time, length), TIMESTAMP);
  }

  private static OptionalLong delay(Expr watermark) {
    return new WatermarkSpec(TIME, watermark, 0, false).delayMillis();
  }
}
