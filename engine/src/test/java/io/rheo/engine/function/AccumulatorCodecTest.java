package io.rheo.engine.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccumulatorCodecTest {
  /** Values of each scalar type. */
  public record Scalars(
      boolean a,
      byte b,
      short c,
      char d,
      int e,
      Long f,
      float g,
      Double h,
      String i,
      BigDecimal j,
      BigInteger k,
      LocalDate l,
      LocalTime m,
      LocalDateTime n,
      Instant o) {}

  /** A class with a member of its own type, and a field of its super-class. */
  static class Node extends Base {
    Node next;
    final Deque<int[]> pairs = new ArrayDeque<>();
    transient Thread thread = Thread.currentThread();
  }

  static class Base {
    private TreeMap<String, List<Set<Integer>>> map = new TreeMap<>();
  }

  /** A class of the JDK's with more to it. */
  public static class Sizes extends ArrayList<Integer> {
    private static final long serialVersionUID = 1;
    private int factor = 1;
  }

  record Opaque(Object value) {}

  @Test
  void writesScalars() throws IOException {
    Scalars scalars =
        new Scalars(
            true,
            (byte) -1,
            (short) 300,
            'x',
            1 << 30,
            Long.MIN_VALUE,
            1.5f,
            -0.0,
            "ä".repeat(70_000),
            new BigDecimal("1.50"),
            BigInteger.TWO.pow(100),
            LocalDate.EPOCH,
            LocalTime.NOON,
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 1_000_000),
            Instant.EPOCH);
    assertThat(copy(Scalars.class, scalars)).isEqualTo(scalars);
    Scalars nulls =
        new Scalars(
            false, (byte) 0, (short) 0, '0', 0, null, 0, null, null, null, null, null, null, null,
            null);
    assertThat(copy(Scalars.class, nulls)).isEqualTo(nulls);
    assertThat(copy(Scalars.class, null)).isNull();
  }

  @Test
  void writesClassesWithAllTheirFields() throws IOException {
    Node node = new Node();
    node.next = new Node();
    node.next.pairs.add(new int[] {1, 2});
    ((Base) node).map.put("k", Arrays.asList(Set.of(7), null));
    Node copy = (Node) copy(Node.class, node);
    assertThat(((Base) copy).map).isEqualTo(((Base) node).map);
    assertThat(copy.pairs).isEmpty();
    assertThat(copy.next.pairs.getFirst()).containsExactly(1, 2);
    assertThat(copy.next.next).isNull();
  }

  @Test
  void writesWhatIsSerializable() throws IOException {
    BitSet bits = BitSet.valueOf(new long[] {5, 9});
    assertThat(copy(BitSet.class, bits)).isEqualTo(bits);
    Sizes sizes = new Sizes();
    sizes.add(3);
    sizes.factor = 2;
    Sizes copy = (Sizes) copy(Sizes.class, sizes);
    assertThat(copy).isEqualTo(sizes);
    assertThat(copy.factor).isEqualTo(2);
  }

  @Test
  void refusesWhatCannotBeSaved() {
    assertThatThrownBy(() -> AccumulatorCodec.of(Opaque.class))
        .isInstanceOf(FunctionClassException.class)
        .hasMessageContaining("java.lang.Object");
    assertThatThrownBy(() -> AccumulatorCodec.of(Map.class))
        .isInstanceOf(FunctionClassException.class);
  }

  private static Object copy(Class<?> type, Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AccumulatorCodec.of(type).write(value, new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    Object copy = AccumulatorCodec.of(type).read(in);
    assertThat(in.available()).isZero();
    return copy;
  }
}
