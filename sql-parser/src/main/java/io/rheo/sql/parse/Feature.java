package io.rheo.sql.parse;

/** What the grammar knows and this version does not run yet, with what to do instead. */
public enum Feature {
  CREATE_TABLE_AS(
      "CREATE TABLE … AS SELECT", "create the table with its columns, then INSERT INTO it"),
  MATERIALIZED_VIEW(
      "a materialized view", "use a view, or INSERT INTO a table that keeps the result"),
  JOBS("managing jobs", "a job runs until its input ends or its client stops it"),
  STATEMENT_SET("EXECUTE STATEMENT SET", "run each INSERT as a statement of its own"),
  EXPLAIN_ANALYZE("EXPLAIN ANALYZE", "use EXPLAIN"),
  EXPLAIN_WHY("EXPLAIN WHY", "use EXPLAIN: it shows the watermark of each operator");

  private final String subject;
  private final String advice;

  Feature(String subject, String advice) {
    this.subject = subject;
    this.advice = advice;
  }

  public String subject() {
    return subject;
  }

  public String advice() {
    return advice;
  }
}
