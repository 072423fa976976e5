package io.rheo.shell.command;

import io.rheo.shell.render.CsvPrinter;
import io.rheo.shell.render.FinalPrinter;
import io.rheo.shell.render.JsonPrinter;
import io.rheo.shell.render.ResultPrinter;
import io.rheo.shell.render.TablePrinter;
import io.rheo.shell.render.TextOutput;

/** How results are printed. */
public record OutputStyle(Format format, Changes changes) {
  private static final int CELL_WIDTH_ON_TERMINAL = 60;

  /** The form of a row. */
  public enum Format {
    TABLE,
    CSV,
    JSON
  }

  /** What is shown of a query whose rows change. */
  public enum Changes {
    /** Each change, if rows can change at all. */
    CHANGELOG,
    /** What is left when the input has ended. */
    FINAL
  }

  public OutputStyle withFormat(Format newFormat) {
    return new OutputStyle(newFormat, changes);
  }

  /**
   * A printer for one result.
   *
   * @param updating whether the first column is {@code op}
   */
  ResultPrinter printer(TextOutput out, boolean updating, boolean terminal) {
    ResultPrinter rows =
        switch (format) {
          case TABLE ->
              new TablePrinter(out, terminal ? CELL_WIDTH_ON_TERMINAL : Integer.MAX_VALUE);
          case CSV -> new CsvPrinter(out);
          case JSON -> new JsonPrinter(out);
        };
    return updating && changes == Changes.FINAL ? new FinalPrinter(rows) : rows;
  }
}
