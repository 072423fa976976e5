package io.rheo.shell.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PausingPrinterTest {
  private static final List<ResultColumn> COLUMNS = List.of(new ResultColumn("n", CellKind.NUMBER));

  @Test
  void rowsAreSeenWhenTheStreamPauses() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("written byte by byte");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            seen.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
          }
        };
    try (PausingPrinter printer = new PausingPrinter(new CsvPrinter(new TextOutput(out)))) {
      printer.begin(COLUMNS);
      printer.row(new String[] {"1"});
      printer.row(new String[] {"2"});
      assertThat(seen.poll(30, TimeUnit.SECONDS)).startsWith("n\n1\n");
      printer.row(new String[] {"3"});
      assertThat(seen.poll(30, TimeUnit.SECONDS)).endsWith("3\n");
    }
  }

  @Test
  void aBrokenPipeSurfacesWithALaterRow() throws IOException {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (PausingPrinter printer = new PausingPrinter(new CsvPrinter(new TextOutput(broken)))) {
      printer.begin(COLUMNS);
      assertThatThrownBy(
              () -> {
                while (true) {
                  printer.row(new String[] {"1"});
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessage("Broken pipe");
    }
  }
}
