package io.rheo.engine.plan;

import io.rheo.engine.function.UserClass;
import io.rheo.engine.function.UserMethod;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import java.util.List;

/** A function that makes rows from one row: of no row, one or many. */
public sealed interface TableFunction {
  /** As in SQL, for people. */
  String name();

  /** The columns of its rows. */
  RowType columns();

  /**
   * A row for each element of a collection; of several collections side by side, the shorter ones
   * filled up with NULLs. An element that is a ROW gives a column for each member, an entry of a
   * MAP two. NULL has no elements.
   *
   * @param collections the types of the arguments: ARRAY or MAP
   * @param ordinality whether the last column counts the rows, from 1
   */
  record Unnest(List<DataType> collections, boolean ordinality, RowType columns)
      implements TableFunction {
    public Unnest {
      collections = List.copyOf(collections);
    }

    @Override
    public String name() {
      return "UNNEST";
    }
  }

  /**
   * A function of the user.
   *
   * @param method of the class that is called
   * @param arguments their types
   */
  record User(
      String name, UserClass function, UserMethod method, List<DataType> arguments, RowType columns)
      implements TableFunction {
    public User {
      arguments = List.copyOf(arguments);
    }
  }
}
