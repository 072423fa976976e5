package io.rheo.sql.catalog;

import io.rheo.sql.error.Position;
import io.rheo.sql.error.Source;
import java.util.Map;

/** Where the keys and values of a table's options stand in the user's file. */
public record OptionPositions(
    Source source, Map<String, Position> keys, Map<String, Position> values) {
  public OptionPositions {
    keys = Map.copyOf(keys);
    values = Map.copyOf(values);
  }
}
