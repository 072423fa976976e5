package io.rheo.engine;

import io.rheo.engine.column.DateTimes;
import io.rheo.sql.Statement;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the statements about jobs do. */
final class JobStatements {
  private final Jobs jobs;

  JobStatements(Jobs jobs) {
    this.jobs = jobs;
  }

  StatementResult show() {
    return StaticCursor.of(
        StatementColumns.JOBS, jobs.list().stream().map(JobStatements::row).toList());
  }

  private static List<String> row(Job job) {
    QueryProgress progress = job.progress();
    return Arrays.asList(
        job.name(),
        job.state().name(),
        job.statement(),
        time(job.since().toEpochMilli()),
        Long.toString(progress.rowsIn()),
        Long.toString(progress.rowsOut()),
        watermark(progress.watermark()),
        job.failure().map(JobStatements::reason).orElse(null));
  }

  private static String watermark(long millis) {
    if (millis == Long.MIN_VALUE) {
      return null;
    }
    return millis == Long.MAX_VALUE ? "end of input" : time(millis);
  }

  private static String time(long millis) {
    StringBuilder text = new StringBuilder();
    DateTimes.appendTimestamp(text, millis, 3, ' ');
    return text.toString();
  }

  private static String reason(RuntimeException failure) {
    return failure instanceof SqlError error ? error.what() : failure.toString();
  }

  /** Pauses, resumes or stops a job. */
  StatementResult run(Statement.JobCommand command) {
    Job job;
    try {
      job = jobs.require(command.name());
    } catch (SqlError e) {
      throw e.at(command.text().source(), command.position());
    }
    String done =
        switch (command.action()) {
          case PAUSE -> {
            check(command, job, job.pause());
            yield "paused";
          }
          case RESUME -> {
            check(command, job, job.resume());
            yield "resumed";
          }
          case STOP -> {
            job.stop();
            yield "stopped";
          }
        };
    return new StatementResult.Done(0, "job '" + job.name() + "' " + done);
  }

  private static void check(Statement.JobCommand command, Job job, boolean done) {
    if (!done) {
      String state = job.state().name().toLowerCase(Locale.ROOT);
      throw SqlError.of(
              ErrorCode.JOB_STATE,
              "job '"
                  + job.name()
                  + "' is "
                  + state
                  + " and cannot be "
                  + command.action().name().toLowerCase(Locale.ROOT)
                  + "d")
          .why("only a job that runs can be paused, and only a paused one resumed")
          .fix("look at the states of all jobs with SHOW JOBS")
          .at(command.text().source(), command.position());
    }
  }

  StatementResult explain(Statement.ExplainJob explain) {
    try {
      return StaticCursor.lines(StatementColumns.PLAN, jobs.require(explain.name()).plan());
    } catch (SqlError e) {
      throw e.at(explain.text().source(), explain.position());
    }
  }
}
