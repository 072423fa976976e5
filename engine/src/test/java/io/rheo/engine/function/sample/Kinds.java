package io.rheo.engine.function.sample;

import io.rheo.function.Row;
import io.rheo.function.SqlType;
import io.rheo.function.TableFunction;

/** Takes every type; rows without a Java class of their own. */
@SqlType("ROW<position INT, kind STRING>")
public class Kinds extends TableFunction<Row> {
  public void eval(Object... values) {
    for (int i = 0; i < values.length; i++) {
      collect(Row.of(i, values[i] == null ? null : values[i].getClass().getSimpleName()));
    }
  }
}
