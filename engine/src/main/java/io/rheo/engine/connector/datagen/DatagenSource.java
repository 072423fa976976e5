package io.rheo.engine.connector.datagen;

import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rows to make up.
 *
 * @param generators one for each physical column of the table
 * @param rowLimit how many rows there are; empty: without end
 * @param seed equal seeds give equal rows, times excepted
 */
record DatagenSource(
    SourceRequest request,
    List<Generator> generators,
    long rowsPerSecond,
    OptionalLong rowLimit,
    Optional<Long> seed)
    implements Source {

  @Override
  public boolean bounded() {
    return rowLimit.isPresent();
  }

  @Override
  public SourceReader open(SourceEnvironment environment) {
    return new DatagenReader(this, environment.clock());
  }
}
