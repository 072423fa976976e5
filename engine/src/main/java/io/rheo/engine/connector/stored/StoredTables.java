package io.rheo.engine.connector.stored;

import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.TableSpec;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The stored tables by name; letter case does not count. Insertions are numbered over all of them,
 * so that who reads several can stop in all at the same one. Safe for use by several threads.
 */
public final class StoredTables {
  private final ConcurrentMap<String, StoredTable> tables = new ConcurrentHashMap<>();
  private final AtomicLong insertions = new AtomicLong();

  private StoredTable table(String name) {
    return tables.computeIfAbsent(
        name.toLowerCase(Locale.ROOT), key -> new StoredTable(insertions));
  }

  /** The number of the last insertion; who reads a table from now on finds it there. */
  public long lastInsertion() {
    return insertions.get();
  }

  /**
   * The table as a source.
   *
   * @param bounded whether reading ends with the rows that are there when it starts
   * @throws OptionException if the table has metadata columns, which nobody can fill
   */
  public Source source(SourceRequest request, boolean bounded) {
    if (!request.metadata().isEmpty()) {
      throw new OptionException(
          OptionException.Kind.MISSING,
          "connector",
          "table '" + request.table().name() + "' has no connector to fill its metadata columns",
          "metadata comes from a connector, and Rheo stores this table itself",
          "drop the METADATA columns, or name a 'connector' in WITH (…)");
    }
    int[] columns = request.physical().stream().mapToInt(Integer::intValue).toArray();
    ChangelogMode mode =
        request.table().primaryKey().isEmpty() ? ChangelogMode.APPEND : ChangelogMode.UPSERT;
    return new StoredSource(table(request.table().name()), columns, bounded, mode);
  }

  /** The table as a sink: of inserts, or with a primary key of upserts. */
  public Sink sink(TableSpec table) {
    return new StoredSink(table(table.name()), table.primaryKeyColumns());
  }

  /** Forgets a table's rows. Queries that read it keep what they have. */
  public void drop(String name) {
    tables.remove(name.toLowerCase(Locale.ROOT));
  }
}
