package io.rheo.engine.function;

import io.rheo.function.UserDefinedFunction;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;

/** The instances of functions that one query uses. Used by one thread at a time. */
public final class FunctionInstances implements AutoCloseable {
  private final List<UserDefinedFunction> open = new ArrayList<>();

  /**
   * A new instance, opened.
   *
   * @throws SqlError if it cannot be opened
   */
  public UserDefinedFunction open(UserClass function) {
    UserDefinedFunction instance = UserClasses.newInstance(function.type());
    try {
      instance.open();
    } catch (Exception e) {
      throw SqlError.of(
              ErrorCode.FUNCTION_FAILED,
              "function class '" + function.type().getName() + "' could not be opened: " + e)
          .fix("correct its method open")
          .causedBy(e);
    }
    open.add(instance);
    return instance;
  }

  /** Closes them all; what one of them throws does not keep the others open. */
  @Override
  public void close() {
    List<UserDefinedFunction> closing = List.copyOf(open);
    open.clear();
    SqlError failure = null;
    for (UserDefinedFunction instance : closing) {
      try {
        instance.close();
      } catch (Exception e) {
        failure =
            SqlError.of(
                    ErrorCode.FUNCTION_FAILED,
                    "function class '"
                        + instance.getClass().getName()
                        + "' could not be closed: "
                        + e)
                .fix("correct its method close")
                .causedBy(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
