package io.rheo.sql.parse;

/** What the grammar knows and this version does not run yet, with what to do instead. */
public enum Feature {
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
