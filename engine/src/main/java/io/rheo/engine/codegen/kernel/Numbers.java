package io.rheo.engine.codegen.kernel;

/** Integer and floating-point arithmetic that has no operator of Java with SQL's meaning. */
public final class Numbers {
  private Numbers() {}

  public static int divide(int a, int b) {
    if (b == -1) {
      return Math.negateExact(a);
    }
    return a / b;
  }

  public static long divide(long a, long b) {
    if (b == -1) {
      return Math.negateExact(a);
    }
    return a / b;
  }

  /** To the nearest whole number, as {@code *} of an interval and a number that is not whole. */
  public static long divide(long a, double b) {
    if (b == 0) {
      throw new ArithmeticException("/ by zero");
    }
    return toLong(Math.rint(a / b));
  }

  public static int toTinyint(int value) {
    if (value != (byte) value) {
      throw new ArithmeticException("TINYINT overflow");
    }
    return value;
  }

  public static int toSmallint(int value) {
    if (value != (short) value) {
      throw new ArithmeticException("SMALLINT overflow");
    }
    return value;
  }

  /** Drops the fraction. */
  public static int toInt(double value) {
    if (!(value > -2147483649d && value < 2147483648d)) {
      throw new ArithmeticException("integer overflow");
    }
    return (int) value;
  }

  /** Drops the fraction. */
  public static long toLong(double value) {
    if (!(value >= -0x1p63 && value < 0x1p63)) {
      throw new ArithmeticException("long overflow");
    }
    return (long) value;
  }

  public static float toFloat(double value) {
    return (float) value;
  }

  /** Order of SQL: NaN is equal to itself and greater than any number; -0 equals 0. */
  public static int compare(double a, double b) {
    return a < b ? -1 : a > b ? 1 : a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
  }

  /** As {@link #compare(double, double)} of 0. */
  public static boolean equal(double a, double b) {
    return a == b || (Double.isNaN(a) && Double.isNaN(b));
  }

  /** As {@link #compare(double, double)} below 0. */
  public static boolean less(double a, double b) {
    return a < b || (Double.isNaN(b) && !Double.isNaN(a));
  }

  public static double round(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return value;
    }
    return java.math.BigDecimal.valueOf(value)
        .setScale(digits, java.math.RoundingMode.HALF_UP)
        .doubleValue();
  }

  /** Rounds to a power of ten: {@code digits} is zero or negative. */
  public static long round(long value, int digits) {
    if (digits >= 0) {
      return value;
    }
    if (digits < -18) {
      return 0;
    }
    long power = Int128.powerOfTen(-digits).low();
    return Math.multiplyExact(Decimals.down(value, power), power);
  }

  public static double truncate(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return value;
    }
    return java.math.BigDecimal.valueOf(value)
        .setScale(digits, java.math.RoundingMode.DOWN)
        .doubleValue();
  }

  /** Cuts to a power of ten: {@code digits} is zero or negative. */
  public static long truncate(long value, int digits) {
    if (digits >= 0) {
      return value;
    }
    if (digits < -18) {
      return 0;
    }
    long power = Int128.powerOfTen(-digits).low();
    return value / power * power;
  }
}
