package io.rheo.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A test case of an operator as text, run in several ways that must not make a difference: row by
 * row, in the largest batches, in random ones, and restored from a snapshot after every step.
 *
 * <pre>
 * + 1 a 5     a row of input; - is a retraction; # starts a comment
 * ~ 9         the watermark; "~ end" is the end of the input
 * ;           the end of a step
 * =&gt; 0 a 5    a row of output; "=&gt; - 0 a 5" is a retraction
 * </pre>
 *
 * A run of {@code =>} lines is all of the output since the last such run; none may follow the last.
 */
public final class OperatorScript {
  private final RowType inputType;
  private final Supplier<OneInputOperator> factory;
  private final List<String> lines;
  private boolean stepsAnywhere;

  private enum Cut {
    EVERY_ROW,
    NOWHERE,
    RANDOM
  }

  private OperatorScript(RowType inputType, Supplier<OneInputOperator> factory, String text) {
    this.inputType = inputType;
    this.factory = factory;
    lines =
        text.lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .toList();
  }

  /** Checks the case with steps only where it says so. */
  public static void verify(
      RowType input, RowType output, Supplier<OneInputOperator> factory, String text) {
    new OperatorScript(input, factory, text).runAll(output);
  }

  /** Checks the case also with a step, and a restart, after every batch. */
  public static void verifyAnySteps(
      RowType input, RowType output, Supplier<OneInputOperator> factory, String text) {
    new OperatorScript(input, factory, text).runAll(output);
    OperatorScript script = new OperatorScript(input, factory, text);
    script.stepsAnywhere = true;
    script.runAll(output);
  }

  private void runAll(RowType outputType) {
    for (Cut cut : Cut.values()) {
      for (boolean restart : new boolean[] {false, true}) {
        OperatorDriver driver = new OperatorDriver(factory, outputType);
        assertThat(run(driver, cut, restart))
            .as("cut " + cut + (restart ? ", restarted" : "") + (stepsAnywhere ? ", steps" : ""))
            .isEqualTo(expected());
      }
    }
  }

  /** The script's output lines, with an empty line between runs of them. */
  private List<String> expected() {
    List<String> expected = new ArrayList<>();
    boolean inRun = false;
    for (String line : lines) {
      if (line.startsWith("=>")) {
        expected.add(line.substring(2).strip().replaceFirst("^- ", "-1x ").replaceAll(" +", " "));
        inRun = true;
      } else if (inRun) {
        expected.add("");
        inRun = false;
      }
    }
    if (!inRun) {
      expected.add("(end)");
    }
    return expected;
  }

  private List<String> run(OperatorDriver driver, Cut cut, boolean restart) {
    List<String> actual = new ArrayList<>();
    BatchBuilder pending = new BatchBuilder(inputType);
    Random random = new Random(17);
    boolean inRun = false;
    for (String line : lines) {
      boolean output = line.startsWith("=>");
      if (output && !inRun) {
        flush(driver, pending, restart);
        driver.take().forEach(row -> actual.add(row.toString()));
      } else if (!output && inRun) {
        actual.add("");
      }
      inRun = output;
      if (line.startsWith("+ ") || line.startsWith("- ")) {
        appendRow(pending, line);
        if (cut == Cut.EVERY_ROW || (cut == Cut.RANDOM && random.nextInt(3) == 0)) {
          flush(driver, pending, restart);
        }
      } else if (line.startsWith("~")) {
        flush(driver, pending, restart);
        String time = line.substring(1).strip();
        driver.advance(time.equals("end") ? OneInputOperator.END_OF_INPUT : Long.parseLong(time));
      } else if (line.equals(";")) {
        flush(driver, pending, restart);
        endStep(driver, restart);
      } else if (!output) {
        throw new IllegalArgumentException("not a line of a script: " + line);
      }
    }
    if (!inRun) {
      flush(driver, pending, restart);
      driver.take().forEach(row -> actual.add(row.toString()));
      actual.add("(end)");
    }
    return actual;
  }

  private void flush(OperatorDriver driver, BatchBuilder pending, boolean restart) {
    if (!pending.isEmpty()) {
      driver.send(pending.build());
      if (stepsAnywhere) {
        endStep(driver, restart);
      }
    }
  }

  private static void endStep(OperatorDriver driver, boolean restart) {
    driver.endStep();
    if (restart) {
      driver.restart();
    }
  }

  private static void appendRow(BatchBuilder builder, String line) {
    String[] words = line.split(" +", -1);
    RowType type = builder.rowType();
    if (words.length != type.size() + 1) {
      throw new IllegalArgumentException(line + " has not the columns " + type);
    }
    for (int i = 0; i < type.size(); i++) {
      BoxedValues.append(builder.column(i), parse(words[i + 1], type.type(i)));
    }
    builder.endRow(words[0].equals("+") ? 1 : -1);
  }

  private static Object parse(String word, DataType type) {
    if (word.equals("null")) {
      return null;
    }
    return switch (type.name()) {
      case BOOLEAN -> Boolean.valueOf(word);
      case TINYINT, SMALLINT, INTEGER, DATE, TIME -> Integer.valueOf(word);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
          Long.valueOf(word);
      case DECIMAL -> new BigDecimal(word).setScale(type.scale());
      case FLOAT, DOUBLE -> Double.valueOf(word);
      case CHAR, VARCHAR -> word;
      case BINARY, VARBINARY -> java.util.HexFormat.of().parseHex(word);
      case ARRAY, MAP, ROW -> throw new IllegalArgumentException("no nested values in scripts");
    };
  }
}
