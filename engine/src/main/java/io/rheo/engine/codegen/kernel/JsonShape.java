package io.rheo.engine.codegen.kernel;

import io.rheo.engine.column.DateTimes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How values of a type are written as JSON. The type is given as text, for the sake of generated
 * code: {@code v} a value that JSON has, {@code f} FLOAT, {@code x} bytes, {@code d} DATE, {@code
 * t} TIME, {@code s} TIMESTAMP, {@code z} TIMESTAMP_LTZ, {@code j} text that is JSON, {@code a} and
 * a type for ARRAY, {@code m} and two types for MAP, and for ROW in parentheses its members, each
 * with the length of its name, a colon, name and type.
 */
public abstract class JsonShape {
  private JsonShape() {}

  /** The shape of a type. */
  public static JsonShape of(String type) {
    return new Reader(type).next();
  }

  /** What a JSON writer takes for a value in the form of {@code BoxedValues}. */
  public final Object json(Object boxed) {
    return boxed == null ? null : notNull(boxed);
  }

  abstract Object notNull(Object boxed);

  @FunctionalInterface
  private interface Writer {
    Object of(Object boxed);
  }

  private static final class Scalar extends JsonShape {
    private final Writer writer;

    Scalar(Writer writer) {
      this.writer = writer;
    }

    @Override
    Object notNull(Object boxed) {
      return writer.of(boxed);
    }
  }

  private static final class Reader {
    private final String type;
    private int at;

    Reader(String type) {
      this.type = type;
    }

    JsonShape next() {
      char kind = type.charAt(at++);
      return switch (kind) {
        case 'v' -> new Scalar(boxed -> boxed);
        case 'f' -> new Scalar(boxed -> ((Double) boxed).floatValue());
        case 'x' -> new Scalar(boxed -> Base64.getEncoder().encodeToString((byte[]) boxed));
        case 'd' -> new Scalar(boxed -> date((Integer) boxed));
        case 't' -> new Scalar(boxed -> time((Integer) boxed));
        case 's' -> new Scalar(boxed -> timestamp((Long) boxed));
        case 'z' -> new Scalar(boxed -> timestamp((Long) boxed) + "Z");
        case 'j' -> new Scalar(boxed -> JsonTexts.parse((String) boxed));
        case 'a' -> array(next());
        case 'm' -> map(next(), next());
        case '(' -> row();
        default -> throw new IllegalArgumentException("no type at " + (at - 1) + " of " + type);
      };
    }

    private JsonShape row() {
      List<String> names = new ArrayList<>();
      List<JsonShape> members = new ArrayList<>();
      while (type.charAt(at) != ')') {
        int colon = type.indexOf(':', at);
        int end = colon + 1 + Integer.parseInt(type.substring(at, colon));
        names.add(type.substring(colon + 1, end));
        at = end;
        members.add(next());
      }
      at++;
      return new Scalar(boxed -> object(names, members, (List<?>) boxed));
    }
  }

  private static JsonShape array(JsonShape element) {
    return new Scalar(
        boxed -> {
          List<Object> values = new ArrayList<>();
          ((List<?>) boxed).forEach(value -> values.add(element.json(value)));
          return values;
        });
  }

  private static JsonShape map(JsonShape key, JsonShape value) {
    return new Scalar(
        boxed -> {
          Map<String, Object> entries = new LinkedHashMap<>();
          ((Map<?, ?>) boxed)
              .forEach((k, v) -> entries.put(String.valueOf(key.json(k)), value.json(v)));
          return entries;
        });
  }

  private static Object object(List<String> names, List<JsonShape> members, List<?> values) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      object.put(names.get(i), members.get(i).json(values.get(i)));
    }
    return object;
  }

  private static String date(int days) {
    StringBuilder text = new StringBuilder();
    DateTimes.appendDate(text, days);
    return text.toString();
  }

  private static String time(int millis) {
    StringBuilder text = new StringBuilder();
    DateTimes.appendTime(text, millis, fractionDigits(millis));
    return text.toString();
  }

  private static String timestamp(long millis) {
    StringBuilder text = new StringBuilder();
    DateTimes.appendTimestamp(text, millis, fractionDigits(millis), 'T');
    return text.toString();
  }

  private static int fractionDigits(long millis) {
    return Math.floorMod(millis, 1_000) == 0 ? 0 : 3;
  }
}
