package io.rheo.engine.connector.nexmark;

import io.rheo.engine.connector.TableOptions;
import io.rheo.engine.connector.nexmark.NexmarkConfig.HotRatios;
import io.rheo.engine.connector.nexmark.NexmarkConfig.Proportions;
import io.rheo.engine.connector.nexmark.NexmarkConfig.Sizes;
import io.rheo.engine.option.Options;
import io.rheo.engine.plan.TableSpec;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalLong;

/** Reads the options of a table: those of Nexmark for Flink, {@code seed} and {@code base-time}. */
final class NexmarkOptions {
  private static final long DEFAULT_RATE = 10_000;
  private static final String DEFAULT_BASE_TIME = "2015-07-15 00:00:00";

  /** Flink's generator takes them too and keeps to the first rate. */
  private static final List<String> WITHOUT_EFFECT =
      List.of("next-event.rate", "rate.shape", "rate.period", "rate.limited");

  private final Options options;

  private NexmarkOptions(Options options) {
    this.options = options;
  }

  static NexmarkConfig read(TableSpec table) {
    Options options = TableOptions.of(table);
    NexmarkConfig config = new NexmarkOptions(options).read();
    options.rejectUnknown();
    return config;
  }

  private NexmarkConfig read() {
    WITHOUT_EFFECT.forEach(options::find);
    return new NexmarkConfig(
        options.getLong("seed", 0),
        eventCount(),
        options.getBoolean("keep-alive", false),
        positive("first-event.rate", DEFAULT_RATE),
        !options.getBoolean("max-emit-speed", true),
        baseMillis(),
        proportions(),
        new HotRatios(
            (int) positive("bid.hot-ratio.auctions", 2),
            (int) positive("bid.hot-ratio.bidders", 4),
            (int) positive("auction.hot-ratio.sellers", 4)),
        new Sizes(size("person", 200), size("auction", 500), size("bid", 100)));
  }

  /** The lesser of {@code events.num} (0: no end) and {@code stop-at} (negative: no end). */
  private OptionalLong eventCount() {
    long count = options.getLong("events.num", 0);
    if (count < 0) {
      throw options.invalid("events.num", "it is negative", "write for example '100000'");
    }
    long most = count == 0 ? Long.MAX_VALUE : count;
    long stop = options.getLong("stop-at", -1);
    most = stop < 0 ? most : Math.min(most, stop);
    return most == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(most);
  }

  private long baseMillis() {
    String text = options.get("base-time", DEFAULT_BASE_TIME).strip();
    try {
      LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
      return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw options.invalid(
          "base-time", "it must be a timestamp", "write for example '" + DEFAULT_BASE_TIME + "'");
    }
  }

  private Proportions proportions() {
    Proportions proportions =
        new Proportions(
            proportion("person.proportion", 1),
            proportion("auction.proportion", 3),
            proportion("bid.proportion", 46));
    if (proportions.total() == 0) {
      throw options.invalid(
          "bid.proportion", "all three proportions are 0", "make one of them positive");
    }
    return proportions;
  }

  private int proportion(String key, int otherwise) {
    long value = options.getLong(key, otherwise);
    if (value < 0 || value > MOST) {
      throw options.invalid(key, "it must be from 0 to " + MOST, "write for example '1'");
    }
    return (int) value;
  }

  private static final long MOST = 1_000_000;
  private static final long MOST_RATE = 1_000_000_000;

  private long positive(String key, long otherwise) {
    long value = options.getLong(key, otherwise);
    if (value < 1 || value > MOST_RATE) {
      throw options.invalid(
          key, "it must be from 1 to " + MOST_RATE, "write for example '" + otherwise + "'");
    }
    return value;
  }

  private int size(String kind, int otherwise) {
    return (int) options.getBytes(kind + ".avg-size", otherwise, 0, Letters.longest() / 2);
  }
}
