package io.rheo.shell.bench;

import io.rheo.shell.bench.EventSource.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks what queries give for a fixed number of events against {@code expected.csv}, which holds
 * for each query the number of rows and the hash of another system's answer.
 */
final class Verification {
  /** So many events that windows close while the query runs. */
  static final Volume VOLUME = new Volume(50_000, 2_500);

  /** Processing time stands still, so that the windows of q12 do not depend on the run. */
  static final Instant NOW = Instant.parse("2026-01-01T12:00:03Z");

  private static final String FILE = "expected.csv";
  private static final String HEADER = "query,rows,hash";

  private final Map<String, Answer> answers;

  /** What a query gives. */
  record Answer(long rows, long hash) {
    String text() {
      return "%d,%016x".formatted(rows, hash);
    }
  }

  private Verification(Map<String, Answer> answers) {
    this.answers = answers;
  }

  /** The answers that are in a folder of queries. */
  static Verification read(Path folder) throws IOException {
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve(FILE))) {
      if (!line.equals(HEADER)) {
        String[] cells = line.split(",", -1);
        answers.put(
            cells[0], new Answer(Long.parseLong(cells[1]), Long.parseUnsignedLong(cells[2], 16)));
      }
    }
    return new Verification(answers);
  }

  /** Writes the answers to a folder of queries. */
  static void write(Map<String, Answer> answers, Path folder) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    answers.forEach(
        (query, answer) -> text.append(query).append(',').append(answer.text()).append('\n'));
    Files.writeString(folder.resolve(FILE), text);
  }

  Optional<Answer> of(String query) {
    return Optional.ofNullable(answers.get(query));
  }

  /**
   * Runs a query and says what is wrong with its answer; empty if nothing is.
   *
   * @throws IllegalArgumentException if its answer is not known
   */
  Optional<String> difference(BenchQuery query, EventSource source, int parallelism)
      throws IOException, InterruptedException {
    Answer expected =
        of(query.name())
            .orElseThrow(() -> new IllegalArgumentException("no answer of " + query.name()));
    Measurement run =
        new BenchRun(query, source, VOLUME, java.util.OptionalLong.empty(), parallelism)
            .outcome(NOW);
    Answer found = new Answer(run.rows(), run.hash());
    return found.equals(expected)
        ? Optional.empty()
        : Optional.of(
            "wrong answer for %d events: %d rows of hash %016x, expected %d rows of hash %016x"
                .formatted(VOLUME.events(), found.rows, found.hash, expected.rows, expected.hash));
  }
}
