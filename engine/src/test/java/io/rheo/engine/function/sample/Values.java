package io.rheo.engine.function.sample;

import io.rheo.function.ScalarFunction;
import io.rheo.function.SqlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A method for each kind of Java type. */
public final class Values extends ScalarFunction {
  /** A ROW. */
  public record Pair(int a, @SqlType("DECIMAL(6, 2)") BigDecimal b) {}

  public LocalDate eval(LocalDate date) {
    return date == null ? null : date.plusDays(1);
  }

  public LocalTime eval(LocalTime time) {
    return time == null ? null : time.plusHours(1);
  }

  public LocalDateTime eval(LocalDateTime time) {
    return time == null ? null : time.plusMinutes(1);
  }

  public Instant eval(Instant time) {
    return time == null ? null : time.plusSeconds(1);
  }

  public byte[] eval(byte[] bytes) {
    return bytes == null ? null : Arrays.copyOf(bytes, 1);
  }

  public BigDecimal eval(BigDecimal number) {
    return number == null ? null : number.add(BigDecimal.ONE);
  }

  public Pair eval(Pair pair) {
    return pair == null ? null : new Pair(pair.a() + 1, pair.b().negate());
  }

  public List<Integer> eval(List<Integer> list) {
    List<Integer> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  public Map<String, Integer> eval(Map<String, Integer> map) {
    return Map.of("size", map.size());
  }

  public Boolean eval(Boolean value) {
    return value == null ? null : !value;
  }

  public String eval(String first, String... rest) {
    return first + " and " + Arrays.toString(rest);
  }
}
