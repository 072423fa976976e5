package io.rheo.engine.function.sample;

import io.rheo.function.TableFunction;

/** Rows of one column; of the text {@code bad} only an error, after some rows. */
public class Pieces extends TableFunction<String> {
  public void eval(String text, int times) {
    for (int i = 0; i < times; i++) {
      collect(text + i);
    }
    if (text.equals("bad")) {
      throw new IllegalStateException("no good");
    }
  }
}
