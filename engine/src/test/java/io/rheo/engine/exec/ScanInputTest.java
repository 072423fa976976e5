package io.rheo.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.exec.graph.CutRules;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.testing.Seeds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * The rule of the dialect, row by row: the watermark is the least over the splits of the greatest
 * seen, and a row is late for a window if the rows before it had closed it.
 */
class ScanInputTest {
  private static final int SPLITS = 3;
  private static final List<TimeWindow> WINDOWS =
      List.of(
          new TimeWindow.Fixed(10, 10, 0),
          new TimeWindow.Fixed(4, 12, 1),
          new TimeWindow.Cumulating(3, 9, 2));

  /** A row as it went into the dataflow, and the watermark that was announced before it. */
  private record Seen(long id, long announced) {}

  private static final class Recorder implements Output {
    final List<Seen> rows = new ArrayList<>();
    int batches;
    long watermark = Long.MIN_VALUE;

    @Override
    public void batch(Batch batch) {
      batches++;
      for (long id : java.util.Arrays.copyOf(batch.longs(0), batch.rowCount())) {
        rows.add(new Seen(id, watermark));
      }
    }

    @Override
    public void watermark(long newWatermark) {
      assertThat(newWatermark).isGreaterThan(watermark);
      watermark = newWatermark;
    }
  }

  /** Rows as they came, and the watermark that the rows before each of them made. */
  private record Sent(List<Long> times, List<Long> watermarksBefore) {}

  private static Sent send(Random random, ScanInput input) {
    long[] splitWatermarks = new long[SPLITS];
    java.util.Arrays.fill(splitWatermarks, Long.MIN_VALUE);
    Sent sent = new Sent(new ArrayList<>(), new ArrayList<>());
    for (int batch = 0; batch < 20; batch++) {
      int split = random.nextInt(SPLITS);
      List<long[]> rows = new ArrayList<>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        long time = batch * 5L + random.nextInt(40) - 20;
        sent.watermarksBefore().add(java.util.Arrays.stream(splitWatermarks).min().orElseThrow());
        rows.add(new long[] {sent.times().size(), time});
        sent.times().add(time);
        splitWatermarks[split] = Math.max(splitWatermarks[split], time - 3);
      }
      input.rows(split, timedRows(rows));
    }
    return sent;
  }

  @RepeatedTest(50)
  void everyRowMeetsTheWindowsThatTheRowsBeforeItLeftOpen() {
    check(CutRules.PLAIN);
  }

  @RepeatedTest(50)
  void everyRowMeetsAlsoTheWindowsOfEarlierRowsAsTheyWere() {
    check(new CutRules(false, true));
  }

  private static void check(CutRules rules) {
    for (ScanTiming timing : timings()) {
      check(rules, timing, Seeds.next());
    }
  }

  private static void check(CutRules rules, ScanTiming timing, long seed) {
    Recorder recorder = new Recorder();
    Sent sent = send(new Random(seed), input(recorder, rules, timing));
    assertThat(recorder.rows).as("seed %d", seed).hasSameSizeAs(sent.times());
    for (int i = 0; i < sent.times().size(); i++) {
      assertThat(recorder.rows.get(i).id()).isEqualTo(i);
      for (int earlier = rules.everyClosing() ? 0 : i; earlier <= i; earlier++) {
        for (TimeWindow window : WINDOWS) {
          long time = sent.times().get(earlier);
          assertThat(closedWindows(window, time, recorder.rows.get(i).announced()))
              .as("row %d of seed %d", i, seed)
              .isEqualTo(closedWindows(window, time, sent.watermarksBefore().get(i)));
        }
      }
    }
  }

  @RepeatedTest(50)
  void everyRowMeetsTheSessionsThatTheRowsBeforeItLeftOpen() {
    long seed = Seeds.next();
    Recorder recorder = new Recorder();
    Sent sent = send(new Random(seed), input(recorder, new CutRules(true, false)));
    for (int i = 0; i < sent.times().size(); i++) {
      long time = sent.times().get(i);
      long before = sent.watermarksBefore().get(i);
      long announced = recorder.rows.get(i).announced();
      // It belongs to sessions that end at its time or after, which close a millisecond before.
      if (before >= time - 1) {
        assertThat(announced).as("row %d of seed %d", i, seed).isEqualTo(before);
      } else {
        assertThat(announced).as("row %d of seed %d", i, seed).isLessThan(time - 1);
      }
    }
  }

  @Test
  void rowsInOrderAreNeverCut() {
    Recorder recorder = new Recorder();
    ScanInput input = input(recorder, new CutRules(true, false));
    List<long[]> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rows.add(new long[] {i, i});
    }
    input.rows(0, timedRows(rows));
    input.splitFinished(1);
    input.splitFinished(2);
    assertThat(recorder.batches).isEqualTo(1);
    assertThat(recorder.watermark).isEqualTo(996);
  }

  @Test
  void theEndOfTheInputIsAWatermark() {
    Recorder recorder = new Recorder();
    ScanInput input = input(recorder, CutRules.PLAIN);
    input.end();
    assertThat(recorder.watermark).isEqualTo(Long.MAX_VALUE);
  }

  private static int closedWindows(TimeWindow window, long time, long watermark) {
    int closed = 0;
    long pane = window.paneStart(time);
    for (long end = window.firstWindowEnd(pane);
        end <= window.lastWindowEnd(pane);
        end = window.nextWindowEnd(end)) {
      closed += end - 1 <= watermark ? 1 : 0;
    }
    return closed;
  }

  private static ScanInput input(Output out, CutRules rules) {
    return input(out, rules, timings().get(0));
  }

  private static ScanInput input(Output out, CutRules rules, ScanTiming timing) {
    SplitWatermarks splits = new SplitWatermarks(0, false);
    ScanInput input =
        new ScanInput(timing, splits, new PaneEdges(WINDOWS), rules, Clock.systemUTC(), out);
    for (int i = 0; i < SPLITS; i++) {
      input.splitAdded(i, "split");
    }
    return input;
  }

  /** Column 0 is the row's number, 1 its time. */
  private static Batch timedRows(List<long[]> rows) {
    LongBuilder ids = new LongBuilder();
    LongBuilder times = new LongBuilder();
    for (long[] row : rows) {
      ids.append(row[0]);
      times.append(row[1]);
    }
    return new Batch(new Column[] {ids.build(), times.build()}, rows.size());
  }

  /** The watermark is three behind the time, however one gets at the two. */
  private static List<ScanTiming> timings() {
    return List.of(
        ScanTiming.computed(2, ScanInputTest::withWatermarkAndTime),
        ScanTiming.computed(2, 3, ScanInputTest::withTime),
        ScanTiming.ofColumn(1, 3));
  }

  private static Batch withTime(Batch batch) {
    return batch.select(0, 1, 1);
  }

  private static Batch withWatermarkAndTime(Batch batch) {
    LongBuilder watermarks = new LongBuilder();
    for (int i = 0; i < batch.rowCount(); i++) {
      watermarks.append(batch.longs(1)[i] - 3);
    }
    return new Batch(
        new Column[] {batch.column(0), batch.column(1), watermarks.build(), batch.column(1)},
        batch.rowCount());
  }
}
