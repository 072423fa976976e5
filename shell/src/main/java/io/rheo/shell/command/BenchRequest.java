package io.rheo.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Measure Nexmark queries.
 *
 * @param queries their names; empty: all of them
 * @param events how many events each reads
 * @param eventRate events a second of event time: decides how many fall into a window
 * @param rate how many events come a second by the clock; empty: as fast as possible
 * @param parallelism on how many workers a query runs
 * @param input where the events come from
 * @param verify whether to compare each query's answer with another system's before
 * @param repeat how often each query is measured; its figures are the medians
 * @param json whether to print an object a line
 * @param comparison what else becomes of the figures
 * @param inProcess whether to measure the one query in this process
 */
public record BenchRequest(
    List<String> queries,
    long events,
    long eventRate,
    OptionalLong rate,
    int parallelism,
    BenchInput input,
    boolean verify,
    int repeat,
    boolean json,
    BenchComparison comparison,
    boolean inProcess) {

  /** The words of a command line that asks for one run of one query, told as an object. */
  public List<String> forOne(String query) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "bench",
                "nexmark",
                "--in-process",
                "--queries",
                query,
                "--events",
                "" + events,
                "--event-rate",
                "" + eventRate,
                "--parallelism",
                "" + parallelism,
                "--format",
                "json"));
    words.addAll(input.words());
    if (verify) {
      words.add("--verify");
    }
    rate.ifPresent(perSecond -> words.addAll(List.of("--rate", "" + perSecond)));
    return words;
  }
}
