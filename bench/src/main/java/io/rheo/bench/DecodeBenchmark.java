package io.rheo.bench;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.format.Format;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.csv.CsvFormat;
import io.rheo.engine.format.json.JsonFormat;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Decodes bids of the Nexmark benchmark, 255 bytes each as JSON, from memory into batches, on one
 * thread; line ends are searched for, as in a file, or known, as in Kafka. Prints million rows a
 * second of processor time, which other programs disturb less than elapsed time: the median and
 * range of several rounds.
 */
public final class DecodeBenchmark {
  private static final int RECORDS = 100_000;
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 300_000_000L;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final RowType BID =
      RowType.of(
          new Field("auction", DataType.of(TypeName.BIGINT)),
          new Field("bidder", DataType.of(TypeName.BIGINT)),
          new Field("price", DataType.of(TypeName.BIGINT)),
          new Field("channel", DataType.of(TypeName.VARCHAR)),
          new Field("url", DataType.of(TypeName.VARCHAR)),
          new Field("dateTime", DataType.of(TypeName.TIMESTAMP)),
          new Field("extra", DataType.of(TypeName.VARCHAR)));

  private DecodeBenchmark() {}

  /** Records one behind the other, each with a line feed; {@code ends} are where these are. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Records(byte[] bytes, int[] ends, boolean areLines) {
    /** The same, whose ends are told and not searched for. */
    Records withKnownEnds() {
      return new Records(bytes, ends, false);
    }
  }

  public static void main(String[] arguments) {
    Records json = file(true);
    Records csv = file(false);
    Records known = json.withKnownEnds();
    JsonFormat jsonFormat = new JsonFormat();
    CsvFormat csvFormat = new CsvFormat();
    for (int repeat = 0; repeat < 2; repeat++) { // the first time with decoders that are less warm
      run("json, 7 columns", jsonFormat, Map.of(), json, 0, 1, 2, 3, 4, 5, 6);
      run("json, auction and price", jsonFormat, Map.of(), json, 0, -1, 1, -1, -1, -1, -1);
      run("json, auction and dateTime", jsonFormat, Map.of(), json, 0, -1, -1, -1, -1, 1, -1);
      run(
          "json, auction and price, tail verified",
          jsonFormat,
          Map.of("verify-tail", "true"),
          json,
          new int[] {0, -1, 1, -1, -1, -1, -1});
      run("json, 7 columns, ends known", jsonFormat, Map.of(), known, 0, 1, 2, 3, 4, 5, 6);
      run("json, columns of q1, ends known", jsonFormat, Map.of(), known, 0, 1, 2, -1, -1, 3, 4);
      run(
          "json, auction and price, ends known",
          jsonFormat,
          Map.of(),
          known,
          0,
          -1,
          1,
          -1,
          -1,
          -1,
          -1);
      run("csv, 7 columns", csvFormat, Map.of(), csv, 0, 1, 2, 3, 4, 5, 6);
      run("csv, auction and price", csvFormat, Map.of(), csv, 0, -1, 1, -1, -1, -1, -1);
    }
  }

  private static void run(
      String name, Format format, Map<String, String> options, Records file, int... targets) {
    RecordDecoder decoder = format.decoder(new Options(name, options), BID, targets);
    RowType wanted = wanted(targets);
    double[] rates = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long rows = 0;
      long start = THREADS.getCurrentThreadCpuTime();
      long elapsed;
      do {
        rows += decode(decoder, wanted, file);
        elapsed = THREADS.getCurrentThreadCpuTime() - start;
      } while (elapsed < ROUND_NANOS);
      rates[round] = rows * 1e3 / elapsed;
    }
    Arrays.sort(rates, 1, ROUNDS); // the first round is for warming up
    System.out.printf(
        "%-40s %6.2f M rows/s (%.2f-%.2f)%n",
        name, rates[1 + ROUNDS / 2], rates[1], rates[ROUNDS - 1]);
  }

  private static int decode(RecordDecoder decoder, RowType wanted, Records file) {
    BatchBuilder rows = new BatchBuilder(wanted);
    byte[] bytes = file.bytes();
    int end = bytes.length - RecordDecoder.PADDING;
    int count = 0;
    int record = 0;
    share(rows, bytes);
    for (int at = 0; at < end; record++) {
      int stop = file.areLines() ? decoder.decodeLine(bytes, at, end, rows) : -1;
      if (stop < 0) {
        stop = file.areLines() ? decoder.endOfRecord(bytes, at, end, true) : file.ends()[record];
        String reason = decoder.decode(bytes, at, stop - at, rows);
        if (reason != null) {
          throw new IllegalStateException(reason);
        }
      }
      rows.endRow();
      at = stop + 1;
      if (rows.isFull()) {
        count += rows.build().rowCount();
        share(rows, bytes);
      }
    }
    return count + rows.build().rowCount();
  }

  private static void share(BatchBuilder rows, byte[] file) {
    for (int column = 0; column < rows.rowType().size(); column++) {
      if (rows.column(column) instanceof BytesBuilder texts) {
        texts.shareBuffer(file);
      }
    }
  }

  private static RowType wanted(int[] targets) {
    return new RowType(
        IntStream.range(0, targets.length)
            .filter(column -> targets[column] >= 0)
            .mapToObj(BID.fields()::get)
            .toList());
  }

  private static Records file(boolean json) {
    Random random = new Random(42);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] ends = new int[RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      String time =
          String.format("2026-01-01 00:%02d:%02d.%03d", i / 60_000, i / 1000 % 60, i % 1000);
      String channel = random.nextBoolean() ? "Google" : "channel-" + random.nextInt(10_000);
      String url = "https://www.nexmark.com/" + text(random, 16) + "/item.htm?query=1";
      long price = (long) (Math.pow(10, random.nextDouble() * 6) * 100);
      String extra = text(random, 40);
      String form =
          json
              ? "{\"auction\":%d,\"bidder\":%d,\"price\":%d,\"channel\":\"%s\",\"url\":\"%s\","
                  + "\"dateTime\":\"%s\",\"extra\":\"%s\"}"
              : "%d,%d,%d,%s,%s,%s,%s";
      Object[] values = {
        1000 + random.nextInt(100_000),
        1000 + random.nextInt(10_000),
        price,
        channel,
        url,
        time,
        extra
      };
      String record = String.format(form, values);
      int missing = (json ? 255 : 192) - record.length();
      values[6] = extra + text(random, Math.max(0, missing));
      out.writeBytes(String.format(form + "\n", values).getBytes(StandardCharsets.UTF_8));
      ends[i] = out.size() - 1;
    }
    byte[] bytes = out.toByteArray();
    return new Records(Arrays.copyOf(bytes, bytes.length + RecordDecoder.PADDING), ends, true);
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
