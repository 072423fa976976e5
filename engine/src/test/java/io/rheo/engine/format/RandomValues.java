package io.rheo.engine.format;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.DateTimes;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random types, and random values of them in boxed form. */
public final class RandomValues {
  private static final long FIRST_MILLIS = -62_135_596_800_000L; // year 1
  private static final long LAST_MILLIS = 253_402_300_799_999L; // year 9999
  private static final String[] TEXTS = {
    "",
    " ",
    "a",
    "null",
    "NULL",
    "\"",
    "\\",
    "a,b;c",
    "line\nfeed",
    "\r\n",
    "\t\u0001",
    "é",
    "日本",
    "😀",
    "{\"a\":1}",
    "#x",
    "true",
    "1.5",
    "abcdefg",
    "abcdefgh",
    "abcdefghi",
    "a\"b",
    "x\\u0041"
  };

  private final Random random;

  public RandomValues(Random random) {
    this.random = random;
  }

  /** Up to eight columns. */
  public RowType rowType(boolean withNested) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0, count = 1 + random.nextInt(8); i < count; i++) {
      fields.add(
          new Field("column" + i + "x".repeat(random.nextInt(12)), type(withNested ? 2 : 0)));
    }
    return new RowType(fields);
  }

  /** A type with at most {@code depth} levels of ARRAY, MAP and ROW. */
  public DataType type(int depth) {
    TypeName[] names = TypeName.values();
    TypeName name = names[random.nextInt(depth > 0 ? names.length : names.length - 3)];
    DataType type =
        switch (name) {
          case DECIMAL -> {
            int precision = 1 + random.nextInt(38);
            yield DataType.decimal(precision, random.nextInt(precision + 1));
          }
          case CHAR, BINARY -> DataType.sized(name, 10);
          case TIME, TIMESTAMP, TIMESTAMP_LTZ -> DataType.sized(name, random.nextInt(4));
          case ARRAY -> DataType.array(type(depth - 1));
          case MAP -> DataType.map(DataType.of(TypeName.VARCHAR), type(depth - 1));
          case ROW ->
              DataType.row(List.of(new Field("m", type(depth - 1)), new Field("n", type(0))));
          default -> DataType.of(name);
        };
    return type.withNullable(random.nextInt(4) > 0);
  }

  /** Some rows; a column that is nullable is NULL now and then. */
  public void fill(BatchBuilder rows, int count) {
    for (int row = 0; row < count; row++) {
      for (int column = 0; column < rows.rowType().size(); column++) {
        BoxedValues.append(rows.column(column), value(rows.type(column)));
      }
      rows.endRow();
    }
  }

  public Object value(DataType type) {
    if (type.nullable() && random.nextInt(5) == 0) {
      return null;
    }
    return switch (type.name()) {
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> (int) (byte) random.nextInt();
      case SMALLINT -> (int) (short) random.nextInt();
      case INTEGER -> random.nextInt() >> random.nextInt(32);
      case INTERVAL_YEAR_MONTH -> (long) random.nextInt(100_000);
      case BIGINT, INTERVAL_DAY_TIME -> random.nextLong() >> random.nextInt(64);
      case DECIMAL -> decimal(type);
      case FLOAT -> (double) finite(Float.intBitsToFloat(random.nextInt()));
      case DOUBLE -> randomDouble();
      case CHAR, VARCHAR -> text();
      case BINARY, VARBINARY -> bytes();
      case DATE -> (int) Math.floorDiv(millis(), DateTimes.MILLIS_PER_DAY);
      case TIME ->
          (int)
              DateTimes.truncateMillis(
                  Math.floorMod(millis(), DateTimes.MILLIS_PER_DAY), type.precision());
      case TIMESTAMP, TIMESTAMP_LTZ -> DateTimes.truncateMillis(millis(), type.precision());
      case ARRAY -> list(type.element());
      case MAP -> map(type.children().get(1).type());
      case ROW -> row(type);
    };
  }

  private long millis() {
    return FIRST_MILLIS + (long) (random.nextDouble() * (LAST_MILLIS - FIRST_MILLIS));
  }

  private BigDecimal decimal(DataType type) {
    BigInteger bound = BigInteger.TEN.pow(1 + random.nextInt(type.precision()));
    BigInteger unscaled = new BigInteger(130, random).mod(bound);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }

  private double randomDouble() {
    double value =
        random.nextBoolean()
            ? Double.longBitsToDouble(random.nextLong())
            : random.nextInt(100_000) / 100.0;
    return random.nextInt(20) == 0 ? Double.NaN : value;
  }

  private static float finite(float value) {
    return Float.isFinite(value) ? value : 0.1f;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    return text.toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(10)];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<Object> list(DataType element) {
    List<Object> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(value(element));
    }
    return values;
  }

  private List<Object> row(DataType type) {
    List<Object> members = new ArrayList<>();
    type.children().forEach(member -> members.add(value(member.type())));
    return members;
  }

  private Map<Object, Object> map(DataType valueType) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text(), value(valueType));
    }
    return map;
  }
}
