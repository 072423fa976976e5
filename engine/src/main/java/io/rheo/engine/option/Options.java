package io.rheo.engine.option;

import io.rheo.engine.option.OptionException.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The {@code WITH} options of one table. Every reading makes an option known; {@link
 * #rejectUnknown} then finds those that nobody asked for.
 */
public final class Options {
  private final String owner;
  private final Map<String, String> values;
  private final String prefix;
  private final Set<String> known;

  /**
   * @param owner what the options belong to, for errors: {@code connector 'kafka'}
   */
  public Options(String owner, Map<String, String> values) {
    this(owner, values, "", new TreeSet<>());
  }

  private Options(String owner, Map<String, String> values, String prefix, Set<String> known) {
    this.owner = owner;
    this.values = values;
    this.prefix = prefix;
    this.known = known;
  }

  /** The options that start with {@code inner}, under their names without it. */
  public Options scoped(String inner) {
    return new Options(owner, values, prefix + inner, known);
  }

  /** The full name of an option, as the user writes it. */
  public String fullKey(String key) {
    return prefix + key;
  }

  public Optional<String> find(String key) {
    known.add(prefix + key);
    return Optional.ofNullable(values.get(prefix + key));
  }

  public String get(String key, String otherwise) {
    return find(key).orElse(otherwise);
  }

  /** The option's value; an error that names {@code example} if it is not given. */
  public String require(String key, String example) {
    return find(key)
        .orElseThrow(
            () ->
                new OptionException(
                    Kind.MISSING,
                    fullKey(key),
                    "option '" + fullKey(key) + "' is missing",
                    owner + " cannot work without it",
                    "add '" + fullKey(key) + "' = '" + example + "' to WITH (…)"));
  }

  public boolean getBoolean(String key, boolean otherwise) {
    return parsed(key, "true or false", Options::parseBoolean).orElse(otherwise);
  }

  public int getInt(String key, int otherwise) {
    return parsed(key, "a whole number", Integer::valueOf).orElse(otherwise);
  }

  public long getLong(String key, long otherwise) {
    return findLong(key).orElse(otherwise);
  }

  public Optional<Long> findLong(String key) {
    return parsed(key, "a whole number", Long::valueOf);
  }

  public Optional<Duration> findDuration(String key) {
    return parsed(key, "a duration such as '10 s' or '500 ms'", Durations::parse);
  }

  public Duration getDuration(String key, Duration otherwise) {
    return findDuration(key).orElse(otherwise);
  }

  /** A size in bytes from {@code min} to {@code max}. */
  public long getBytes(String key, long otherwise, long min, long max) {
    long bytes = parsed(key, "a size such as '16 mb'", MemorySizes::parse).orElse(otherwise);
    if (bytes < min || bytes > max) {
      throw invalid(
          key, "it must be from " + min + " to " + max + " bytes", "write for example '16 mb'");
    }
    return bytes;
  }

  /** The constant whose name, in lower case with {@code -} for {@code _}, is the option's value. */
  public <E extends Enum<E>> E getChoice(String key, Class<E> type, E otherwise) {
    String choices =
        Arrays.stream(type.getEnumConstants())
            .map(Options::spelling)
            .collect(Collectors.joining("', '", "one of '", "'"));
    return parsed(
            key,
            choices,
            value ->
                Arrays.stream(type.getEnumConstants())
                    .filter(choice -> spelling(choice).equalsIgnoreCase(value.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(value)))
        .orElse(otherwise);
  }

  /** All options that start with {@code inner}, without it: {@code properties.*} of Kafka. */
  public Map<String, String> withPrefix(String inner) {
    Map<String, String> result = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix + inner)) {
            known.add(key);
            result.put(key.substring(prefix.length() + inner.length()), value);
          }
        });
    return result;
  }

  /** An error about the value of an option. */
  public OptionException invalid(String key, String why, String fix) {
    return new OptionException(
        Kind.INVALID,
        fullKey(key),
        "option '" + fullKey(key) + "' cannot be '" + values.get(fullKey(key)) + "'",
        why,
        fix);
  }

  /** Fails if an option was given that nobody asked for; call it after all readings. */
  public void rejectUnknown() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new OptionException(
            Kind.UNKNOWN,
            key,
            "unknown option '" + key + "'",
            owner + " has no such option",
            Nearest.of(key, known).map(name -> "did you mean '" + name + "'? ").orElse("")
                + "options: "
                + String.join(", ", known));
      }
    }
  }

  /** The names that were asked for so far. */
  public Set<String> known() {
    return Set.copyOf(known);
  }

  private <T> Optional<T> parsed(String key, String expected, Function<String, T> parser) {
    Optional<String> text = find(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text.get().strip()));
    } catch (IllegalArgumentException e) {
      throw invalid(
          key, "it must be " + expected, "write '" + fullKey(key) + "' = '…' as " + expected);
    }
  }

  private static Boolean parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String spelling(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
