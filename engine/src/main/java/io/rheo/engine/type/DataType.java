package io.rheo.engine.type;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A SQL type with its parameters.
 *
 * @param precision digits of DECIMAL, length of CHAR and VARCHAR ({@link #UNLIMITED} if none),
 *     fractional digits of seconds of TIME and TIMESTAMP; 0 elsewhere
 * @param scale fractional digits of DECIMAL; 0 elsewhere
 * @param children element of ARRAY; key and value of MAP; members of ROW; empty elsewhere
 */
public record DataType(
    TypeName name, int precision, int scale, boolean nullable, List<Field> children) {
  /** The length of a VARCHAR without one. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** The most digits that a DECIMAL in one {@code long} can have. */
  public static final int LONG_DECIMAL_DIGITS = 18;

  public DataType {
    children = List.copyOf(children);
  }

  /** A nullable type without parameters. */
  public static DataType of(TypeName name) {
    return switch (name) {
      case CHAR, BINARY -> sized(name, 1);
      case VARCHAR, VARBINARY -> sized(name, UNLIMITED);
      case TIMESTAMP, TIMESTAMP_LTZ -> sized(name, 3);
      case DECIMAL -> decimal(10, 0);
      default -> sized(name, 0);
    };
  }

  /** A nullable type with a length or a number of fractional digits. */
  public static DataType sized(TypeName name, int precision) {
    return new DataType(name, precision, 0, true, List.of());
  }

  public static DataType decimal(int precision, int scale) {
    return new DataType(TypeName.DECIMAL, precision, scale, true, List.of());
  }

  public static DataType array(DataType element) {
    return new DataType(TypeName.ARRAY, 0, 0, true, List.of(new Field("element", element)));
  }

  public static DataType map(DataType key, DataType value) {
    return new DataType(
        TypeName.MAP, 0, 0, true, List.of(new Field("key", key), new Field("value", value)));
  }

  public static DataType row(List<Field> members) {
    return new DataType(TypeName.ROW, 0, 0, true, members);
  }

  public DataType withNullable(boolean newNullable) {
    return new DataType(name, precision, scale, newNullable, children);
  }

  public DataType notNull() {
    return withNullable(false);
  }

  /** The element type of an ARRAY. */
  public DataType element() {
    return children.get(0).type();
  }

  public boolean isDecimal() {
    return name == TypeName.DECIMAL;
  }

  /** Whether values are points in time (TIMESTAMP_LTZ), not wall-clock readings. */
  public boolean isInstant() {
    return name == TypeName.TIMESTAMP_LTZ;
  }

  /** The layout that holds values of this type. */
  public Storage storage() {
    return switch (name) {
      case BOOLEAN -> Storage.BOOLEAN;
      case TINYINT, SMALLINT, INTEGER, DATE, TIME -> Storage.INT;
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> Storage.LONG;
      case DECIMAL -> precision <= LONG_DECIMAL_DIGITS ? Storage.LONG : Storage.DECIMAL128;
      case FLOAT, DOUBLE -> Storage.DOUBLE;
      case CHAR, VARCHAR, BINARY, VARBINARY -> Storage.BYTES;
      case ARRAY, MAP, ROW -> Storage.OBJECT;
    };
  }

  /** As SQL spells it, with {@code NOT NULL} where it holds. */
  @Override
  public String toString() {
    return nullable ? spelling() : spelling() + " NOT NULL";
  }

  private String spelling() {
    return switch (name) {
      case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
      case CHAR, BINARY -> name + "(" + precision + ")";
      case VARCHAR -> precision == UNLIMITED ? "STRING" : "VARCHAR(" + precision + ")";
      case VARBINARY -> precision == UNLIMITED ? "BYTES" : "VARBINARY(" + precision + ")";
      case TIME, TIMESTAMP, TIMESTAMP_LTZ -> name + "(" + precision + ")";
      case INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
      case INTERVAL_DAY_TIME -> "INTERVAL DAY TO SECOND";
      case ARRAY -> "ARRAY<" + element() + ">";
      case MAP -> "MAP<" + element() + ", " + children.get(1).type() + ">";
      case ROW ->
          children.stream()
              .map(member -> member.name() + " " + member.type())
              .collect(Collectors.joining(", ", "ROW<", ">"));
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DATE -> name.name();
    };
  }
}
