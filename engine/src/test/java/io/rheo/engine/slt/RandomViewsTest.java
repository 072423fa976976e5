package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.rheo.engine.EngineConfig;
import io.rheo.engine.exec.graph.Parallelism;
import io.rheo.engine.slt.RandomViewSql.View;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random views over views over tables that are filled meanwhile: what a reader sees is what DuckDB
 * says about some prefix of the insertions, and changes amount to that. {@code -Dslt.seed=N}
 * repeats a run, {@code -Dslt.streams=N} runs longer.
 */
@Timeout(300)
class RandomViewsTest {
  private static final long SEED = Long.getLong("slt.seed", Seeds.next() % 1_000_000);
  private static final int RUNS = Integer.getInteger("slt.streams", 4);
  private static final int ACTIONS = 60;
  private static final int READERS = 4;
  private static final int VIEWS = 8;
  private static final int INSERTIONS = 60;
  private static final long CATCH_UP_MILLIS = 60_000;

  private final List<String> done = new ArrayList<>();

  @Test
  void aSnapshotShowsAllThatWasInserted() throws Exception {
    for (int i = 0; i < RUNS; i++) {
      done.clear();
      done.add("seed " + (SEED + i));
      Random random = new Random(SEED + i);
      try (EngineUnderTest engine = EngineUnderTest.open(config(random));
          ViewHistory history = new ViewHistory()) {
        new Actions(random, engine, history).run();
      }
    }
  }

  private static EngineConfig config(Random random) {
    EngineConfig config = EngineConfig.defaults();
    config = random.nextBoolean() ? config.withStepRowsMax(1 + random.nextInt(3)) : config;
    config = random.nextInt(3) == 0 ? config.withParallelism(new Parallelism(3, 0)) : config;
    return random.nextInt(3) == 0 ? config.withOperators(new RestoringHost()) : config;
  }

  /** What happens in one run, one after the other. */
  private final class Actions {
    private final Random random;
    private final EngineUnderTest engine;
    private final ViewHistory history;
    private final RandomViewSql sql;
    private final Set<String> resting = new HashSet<>();
    private final Map<String, RunningQuery> readers = new HashMap<>();

    Actions(Random random, EngineUnderTest engine, ViewHistory history) {
      this.random = random;
      this.engine = engine;
      this.history = history;
      sql = new RandomViewSql(random);
    }

    void run() throws InterruptedException {
      createTables(engine);
      try {
        for (int i = 0; i < ACTIONS; i++) {
          act();
        }
        for (String view : List.copyOf(resting)) {
          turn(view);
        }
        sql.views().forEach(this::checkSnapshot);
        for (Map.Entry<String, RunningQuery> reader : readers.entrySet()) {
          checkChanges(reader.getKey(), reader.getValue());
        }
      } finally {
        readers.values().forEach(RunningQuery::close);
      }
    }

    private void act() throws InterruptedException {
      int action = random.nextInt(11);
      if (sql.views().isEmpty() || (action == 0 && sql.views().size() < VIEWS)) {
        View view = sql.next();
        history.create(view);
        execute(engine, view.ddl());
      } else if (action <= 3) {
        execute(engine, history.insert(random));
      } else if (action <= 6) {
        View view = anyView();
        if (!dependsOnResting(view.name())) {
          checkSnapshot(view);
        }
      } else if (action == 7) {
        View view = anyView();
        if (view.materialized()) {
          turn(view.name());
        }
      } else if (action == 8) {
        startOrStopReading(anyView());
      } else if (action == 9) {
        View view = anyView();
        if (!sql.isRead(view)) {
          replace(view);
        }
      } else {
        for (RunningQuery reader : readers.values()) {
          if (random.nextBoolean()) {
            reader.soFar();
          }
        }
      }
    }

    private void replace(View old) {
      RunningQuery reader = readers.remove(old.name());
      if (reader != null) {
        reader.close();
      }
      resting.remove(old.name());
      View view = sql.replace(old);
      history.create(view);
      if (view.materialized() == old.materialized() && random.nextBoolean()) {
        execute(engine, view.ddl().replaceFirst("CREATE", "CREATE OR REPLACE"));
      } else {
        String kind = old.materialized() ? "MATERIALIZED VIEW " : "VIEW ";
        execute(engine, "DROP " + kind + old.name());
        execute(engine, view.ddl());
      }
    }

    private View anyView() {
      return sql.views().get(random.nextInt(sql.views().size()));
    }

    private boolean dependsOnResting(String name) {
      return resting.contains(name)
          || sql.views().stream()
              .filter(view -> view.name().equals(name))
              .flatMap(view -> view.inputs().stream())
              .anyMatch(this::dependsOnResting);
    }

    private void turn(String view) {
      boolean pause = resting.add(view);
      if (!pause) {
        resting.remove(view);
      }
      execute(engine, (pause ? "PAUSE" : "RESUME") + " JOB " + view);
    }

    private void startOrStopReading(View view) {
      RunningQuery reader = readers.remove(view.name());
      if (reader != null) {
        done.add("-- stop reading " + view.name());
        reader.close();
      } else if (readers.size() < READERS && view.materialized()) {
        done.add("-- read the changes of " + view.name());
        execute(engine, "SET 'rheo.stored-tables.bounded' = 'false'");
        readers.put(view.name(), engine.start("SELECT k, v FROM " + view.name() + " EMIT CHANGES"));
        execute(engine, "SET 'rheo.stored-tables.bounded' = 'true'");
      }
    }

    private void checkSnapshot(View view) {
      Changelog rows = snapshot(engine, view.name());
      done.add("-- snapshot of " + view.name());
      difference(rows, history.rows(view.name(), history.insertions()))
          .ifPresent(difference -> report(view.name() + ": " + difference));
    }

    private void checkChanges(String view, RunningQuery reader) throws InterruptedException {
      List<List<String>> expected = history.rows(view, history.insertions());
      long deadline = System.nanoTime() + CATCH_UP_MILLIS * 1_000_000;
      Optional<String> difference = difference(reader.soFar(), expected);
      while (difference.isPresent() && System.nanoTime() - deadline < 0) {
        Thread.sleep(1); // the reader follows on a thread of its own
        difference = difference(reader.soFar(), expected);
      }
      difference.ifPresent(text -> report("changes of " + view + ": " + text));
    }
  }

  @Test
  void aSnapshotShowsSomePrefixWhileOthersInsert() throws Exception {
    for (int i = 0; i < RUNS; i++) {
      done.clear();
      done.add("seed " + (SEED + i));
      Random random = new Random(SEED + i);
      try (EngineUnderTest engine = EngineUnderTest.open();
          ViewHistory history = new ViewHistory()) {
        createTables(engine);
        RandomViewSql sql = new RandomViewSql(random);
        for (int view = 0; view < VIEWS; view++) {
          View next = sql.next();
          history.create(next);
          execute(engine, next.ddl());
        }
        checkWhileInserting(random, engine, history, materialized(sql));
      }
    }
  }

  private static List<String> materialized(RandomViewSql sql) {
    return sql.views().stream().filter(View::materialized).map(View::name).toList();
  }

  private void checkWhileInserting(
      Random random, EngineUnderTest engine, ViewHistory history, List<String> views)
      throws Exception {
    List<String> inserts = new ArrayList<>();
    for (int i = 0; i < INSERTIONS; i++) {
      inserts.add(history.insert(random));
    }
    done.addAll(inserts);
    AtomicInteger inserted = new AtomicInteger();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> end =
          thread.submit(
              () -> {
                for (String insert : inserts) {
                  checkDone(engine.run(insert), insert);
                  inserted.incrementAndGet();
                }
              });
      for (int i = 0; !end.isDone(); i++) {
        String view = views.get(i % views.size());
        int before = inserted.get();
        Changelog rows = snapshot(engine, view);
        checkPrefix(history, view, rows, before, inserted.get() + 1);
      }
      end.get();
    } finally {
      thread.shutdownNow();
    }
  }

  private void checkPrefix(
      ViewHistory history, String view, Changelog rows, int least, int greatest) {
    Optional<String> difference = Optional.empty();
    for (int n = least; n <= greatest; n++) {
      difference = difference(rows, history.rows(view, n));
      if (difference.isEmpty()) {
        return;
      }
    }
    report(view + " shows no prefix of " + least + " to " + greatest + ": " + difference);
  }

  private void createTables(EngineUnderTest engine) {
    execute(engine, "SET 'rheo.stored-tables.bounded' = 'true'");
    execute(engine, "CREATE TABLE t (k BIGINT, v BIGINT)");
    execute(engine, "CREATE TABLE u (k BIGINT, v BIGINT)");
    execute(engine, "CREATE TABLE p (k BIGINT, v BIGINT, PRIMARY KEY (k) NOT ENFORCED)");
  }

  private void execute(EngineUnderTest engine, String sql) {
    done.add(sql + ";");
    checkDone(engine.run(sql), sql);
  }

  private void checkDone(Outcome outcome, String sql) {
    assertThat(outcome).as(String.join("\n", done) + sql).isInstanceOf(Outcome.Done.class);
  }

  private Changelog snapshot(EngineUnderTest engine, String view) {
    Outcome outcome = engine.run("SELECT k, v FROM " + view);
    if (outcome instanceof Outcome.Rows rows) {
      return rows.changelog();
    }
    return fail(view + ": " + outcome + "\n" + String.join("\n", done));
  }

  private static Optional<String> difference(Changelog rows, List<List<String>> expected) {
    return new RowComparison(rows.rowType()).difference(rows.finalRows(), expected);
  }

  private void report(String difference) {
    fail(difference + "\n" + String.join("\n", done));
  }
}
