package io.rheo.engine.codegen.kernel;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path into JSON: {@code $.a.b[0]}, which may begin with {@code lax} (what is missing is nothing)
 * or {@code strict} (it is an error; the default). Immutable.
 */
public final class JsonPaths {
  private static final Slice ROOT = Slice.of("$");
  private static final Pattern MODE =
      Pattern.compile(
          "^\\s*(?<mode>strict|lax)\\s+(?<path>.+)$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final BoundedCache<JsonPaths> PATHS = new BoundedCache<>(JsonPaths::compile);
  private static final Configuration STRICT =
      Configuration.builder()
          .jsonProvider(new JacksonJsonProvider(JsonTexts.MAPPER))
          .mappingProvider(new JacksonMappingProvider(JsonTexts.MAPPER))
          .build();
  private static final Configuration LAX = STRICT.addOptions(Option.SUPPRESS_EXCEPTIONS);

  /** Numbers with more digits are written with an exponent: 1e999999999 must not fill memory. */
  private static final int PLAIN_DIGITS = 400;

  private final boolean lax;
  private final JsonPath path; // null if the text is no path
  private final String text;

  private JsonPaths(boolean lax, JsonPath path, String text) {
    this.lax = lax;
    this.path = path;
    this.text = text;
  }

  /** A path from its text. Text that is no path fails when it is used. */
  public static JsonPaths of(Slice text) {
    return PATHS.get(text.toString());
  }

  private static JsonPaths compile(String text) {
    Matcher matcher = MODE.matcher(text);
    boolean hasMode = matcher.matches();
    boolean lax = hasMode && matcher.group("mode").equalsIgnoreCase("lax");
    JsonPath path;
    try {
      path = JsonPath.compile(hasMode ? matcher.group("path") : text);
    } catch (JsonPathException | IllegalArgumentException e) {
      path = null; // told when it is used: it may be data
    }
    return new JsonPaths(lax, path, text);
  }

  /** What {@code ERROR ON EMPTY} throws. */
  public static RowException nothing() {
    return new RowException("the path leads to nothing");
  }

  /** The text of the scalar at the path; {@code null} if there is nothing. */
  public Slice scalar(Slice json) {
    Object found = find(json);
    if (found == null || isContainer(found)) {
      if (found != null && !lax) {
        throw new RowException(text + " leads to an object or array, not to a scalar");
      }
      return null;
    }
    return Slice.of(found instanceof BigDecimal number ? plain(number) : found.toString());
  }

  /**
   * Whether something is at the path.
   *
   * @param fail whether an error fails; else it is {@code otherwise}
   */
  public Boolean exists(Slice json, boolean fail, Boolean otherwise) {
    try {
      Object found = find(json);
      return found != null && (path.isDefinite() || !List.of().equals(found));
    } catch (RowException e) {
      if (fail) {
        throw e;
      }
      return otherwise;
    }
  }

  /**
   * The object or array at the path as JSON.
   *
   * @param wrapper {@code WITHOUT_ARRAY}, {@code WITH_CONDITIONAL_ARRAY} (scalars and objects are
   *     put in an array) or {@code WITH_UNCONDITIONAL_ARRAY}
   * @param onEmpty {@code NULL}, {@code ERROR}, {@code EMPTY_ARRAY} or {@code EMPTY_OBJECT}
   * @param onError the same, if there is a scalar, no JSON or no path
   */
  public Slice query(Slice json, String wrapper, String onEmpty, String onError) {
    Object found;
    try {
      found = wrapped(find(json), wrapper);
      if (found != null && !lax && !isContainer(found)) {
        throw new RowException(text + " leads to a scalar, not to an object or array");
      }
    } catch (RowException e) {
      return otherwise(onError, e);
    }
    return found == null || !isContainer(found)
        ? otherwise(onEmpty, nothing())
        : JsonTexts.write(found);
  }

  /** The number of members or elements, 1 of a scalar; {@code null} if this is no JSON. */
  public static Integer length(Slice json) {
    return length(json, ROOT);
  }

  /** Of what is at the path; {@code null} if that is not one thing. */
  public static Integer length(Slice json, Slice path) {
    JsonPaths paths = of(path);
    Object found;
    try {
      found = paths.find(json);
    } catch (RowException e) {
      return null; // the exception is the answer
    }
    if (!paths.path.isDefinite()) {
      if (!(found instanceof List<?> matches) || matches.size() != 1) {
        return null;
      }
      found = matches.get(0);
    }
    return found instanceof Collection<?> array
        ? array.size()
        : found instanceof Map<?, ?> object ? object.size() : 1;
  }

  private static Object wrapped(Object found, String wrapper) {
    boolean wrap =
        found != null
            && (wrapper.equals("WITH_UNCONDITIONAL_ARRAY")
                || (wrapper.equals("WITH_CONDITIONAL_ARRAY") && !(found instanceof Collection)));
    return wrap ? List.of(found) : found;
  }

  private static Slice otherwise(String behavior, RowException error) {
    return switch (behavior) {
      case "NULL" -> null;
      case "EMPTY_ARRAY" -> Slice.of("[]");
      case "EMPTY_OBJECT" -> Slice.of("{}");
      default -> throw error;
    };
  }

  /** Maps, lists and scalars; {@code null} if there is nothing, or JSON's null. */
  private Object find(Slice json) {
    if (path == null) {
      throw new RowException("'" + text + "' is no path into JSON");
    }
    try {
      Object document = STRICT.jsonProvider().parse(json.toString());
      if (document == null && path.getPath().equals("$")) {
        return null;
      }
      return path.read(document, lax ? LAX : STRICT);
    } catch (JsonPathException | IllegalArgumentException e) {
      if (lax) {
        return null;
      }
      throw new RowException(e.getMessage());
    }
  }

  private static boolean isContainer(Object value) {
    return value instanceof Collection || value instanceof Map;
  }

  private static String plain(BigDecimal number) {
    return Math.abs((long) number.scale()) + number.precision() > PLAIN_DIGITS
        ? number.toString()
        : number.toPlainString();
  }
}
