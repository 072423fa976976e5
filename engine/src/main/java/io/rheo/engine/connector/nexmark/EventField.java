package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.Column;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;

/** A member of an event: its name, its type, and how a column of it is made. */
record EventField(String name, TypeName type, Maker maker) {
  /** Makes the values of one field: in the rows of other kinds they are NULL. */
  interface Maker {
    Column make(EventRows events);
  }

  boolean fits(DataType declared) {
    return switch (type) {
      case TIMESTAMP ->
          declared.name() == TypeName.TIMESTAMP || declared.name() == TypeName.TIMESTAMP_LTZ;
      case VARCHAR ->
          declared.name() == TypeName.VARCHAR && declared.precision() == DataType.UNLIMITED;
      default -> declared.name() == type;
    };
  }
}
