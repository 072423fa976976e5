package io.rheo.engine.connector.print;

import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.TableOptions;
import io.rheo.engine.option.Options;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.RowType;
import java.io.PrintStream;

/**
 * {@code 'connector' = 'print'}: prints each change as a line, {@code +I[a, 1]}, behind the option
 * {@code 'print-identifier'} and {@code "> "} if it is given.
 */
public final class PrintConnector implements Connector {
  private final PrintStream standardOutput;
  private final PrintStream standardError;

  public PrintConnector(PrintStream standardOutput, PrintStream standardError) {
    this.standardOutput = standardOutput;
    this.standardError = standardError;
  }

  @Override
  public String name() {
    return "print";
  }

  @Override
  public Source source(SourceRequest request) {
    throw TableOptions.onlySink(name());
  }

  @Override
  public Sink sink(TableSpec table) {
    Options options = TableOptions.of(table);
    String identifier = options.get("print-identifier", "");
    boolean toError = options.getBoolean("standard-error", false);
    options.rejectUnknown();
    return new PrintSink(
        toError ? standardError : standardOutput,
        identifier.isEmpty() ? "" : identifier + "> ",
        table.columns());
  }

  private record PrintSink(PrintStream out, String prefix, RowType columns) implements Sink {
    @Override
    public boolean acceptsRetractions() {
      return true;
    }

    @Override
    public SinkWriter open() {
      return new PrintWriter(out, prefix, columns);
    }
  }
}
