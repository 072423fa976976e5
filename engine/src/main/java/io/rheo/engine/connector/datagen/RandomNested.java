package io.rheo.engine.connector.datagen;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.ObjectBuilder;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** ARRAY and MAP of {@code length} entries, and ROW; children have options of their own. */
final class RandomNested implements Generator {
  private static final int DEFAULT_LENGTH = 3;

  private final DataType type;
  private final int length;
  private final List<Generator> children;

  private RandomNested(DataType type, int length, List<Generator> children) {
    this.type = type;
    this.length = length;
    this.children = children;
  }

  static RandomNested of(Options options, DataType type) {
    int length = type.name() == TypeName.ROW ? 0 : options.getInt("length", DEFAULT_LENGTH);
    if (length < 0) {
      throw options.invalid("length", "it is negative", "write for example '3'");
    }
    List<Generator> children = new ArrayList<>();
    for (Field child : type.children()) { // element; key and value; or the names of members
      children.add(Generators.of(options.scoped(child.name() + "."), child.type()));
    }
    return new RandomNested(type, length, List.copyOf(children));
  }

  @Override
  public void append(SplittableRandom random, long row, long nowMillis, ColumnBuilder out) {
    ((ObjectBuilder) out)
        .append(
            switch (type.name()) {
              case MAP -> map(random, row, nowMillis);
              case ARRAY -> array(random, row, nowMillis);
              default -> row(random, row, nowMillis);
            });
  }

  private Map<Object, Object> map(SplittableRandom random, long row, long nowMillis) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < length; i++) {
      Object key = child(0, random, row, nowMillis);
      map.put(key, child(1, random, row, nowMillis));
    }
    return map;
  }

  private List<Object> array(SplittableRandom random, long row, long nowMillis) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      values.add(child(0, random, row, nowMillis));
    }
    return values;
  }

  private List<Object> row(SplittableRandom random, long row, long nowMillis) {
    Object[] members = new Object[children.size()];
    for (int i = 0; i < members.length; i++) {
      members[i] = child(i, random, row, nowMillis);
    }
    return Arrays.asList(members);
  }

  private Object child(int index, SplittableRandom random, long row, long nowMillis) {
    DataType childType = type.children().get(index).type();
    return Generators.boxed(children.get(index), childType, random, row, nowMillis);
  }
}
