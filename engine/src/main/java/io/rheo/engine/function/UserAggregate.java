package io.rheo.engine.function;

import io.rheo.engine.type.DataType;
import java.util.List;

/**
 * A user's aggregate function in a plan.
 *
 * @param accumulate the method that is meant
 * @param given the types of the arguments
 * @param wanted the types of the method's parameters for them, to which they are converted
 */
public record UserAggregate(
    String name,
    UserClass function,
    UserMethod accumulate,
    List<DataType> given,
    List<DataType> wanted,
    DataType result) {
  public UserAggregate {
    given = List.copyOf(given);
    wanted = List.copyOf(wanted);
  }

  /** Whether rows can be taken away. */
  public boolean canRetract() {
    return UserAggregates.retract(function, accumulate).isPresent();
  }

  @Override
  public String toString() {
    return name;
  }
}
