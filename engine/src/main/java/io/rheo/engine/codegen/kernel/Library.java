package io.rheo.engine.codegen.kernel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.util.ByteString;

/** What Calcite's functions return, in our form. */
public final class Library {
  private Library() {}

  public static Int128 decimal(Object value, int scale, int precision) {
    BigDecimal decimal =
        value instanceof BigDecimal exact ? exact : new BigDecimal(String.valueOf(value));
    return Decimals.fromBigDecimal(decimal, scale, precision);
  }

  public static Slice slice(Object value) {
    return value instanceof ByteString bytes
        ? Slice.of(bytes.getBytes())
        : Slice.of(value.toString());
  }

  /** Lists and maps all the way down, numbers in the classes of {@code BoxedValues}. */
  public static Object nested(Object value) {
    if (value instanceof Object[] members) {
      return nested(Arrays.asList(members));
    } else if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>(list.size());
      list.forEach(element -> result.add(nested(element)));
      return result;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> result = new LinkedHashMap<>();
      map.forEach((key, element) -> result.put(nested(key), nested(element)));
      return result;
    } else if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    } else if (value instanceof Float number) {
      return number.doubleValue();
    } else if (value instanceof ByteString bytes) {
      return bytes.getBytes();
    }
    return value;
  }
}
