package io.rheo.sql.error;

import java.util.Optional;

/**
 * A mistake of the user: what is wrong, where, why, and what to do about it. One with a {@linkplain
 * ErrorCode#isWarning code of a warning} is shown and not thrown. {@link #render} is what people
 * read; {@link #getMessage} is the same without the source line, for logs and JDBC clients.
 */
public final class SqlError extends RuntimeException {
  private final ErrorCode code;
  private final String what;
  private final String why;
  private final String fix;
  private final transient Source source;
  private final transient Position position;

  private SqlError(
      ErrorCode code,
      String what,
      String why,
      String fix,
      Source source,
      Position position,
      Throwable cause) {
    super(what, cause);
    this.code = code;
    this.what = what;
    this.why = why;
    this.fix = fix;
    this.source = source;
    this.position = position;
  }

  /** An error that says only what is wrong; the {@code with} methods add the rest. */
  public static SqlError of(ErrorCode code, String what) {
    return new SqlError(code, what, "", "", null, null, null);
  }

  /** The reason, as a clause that could follow "because". */
  public SqlError why(String reason) {
    return copy(reason, fix, source, position, getCause());
  }

  /** What the user can do, or a "did you mean"; may have several lines. */
  public SqlError fix(String advice) {
    return copy(why, advice, source, position, getCause());
  }

  /** The place; it is kept if the error has one already, which is nearer to the mistake. */
  public SqlError at(Source newSource, Position newPosition) {
    return position != null ? this : copy(why, fix, newSource, newPosition, getCause());
  }

  /** The text that the statement came from, when the place in it is not known. */
  public SqlError in(Source newSource) {
    return source != null ? this : copy(why, fix, newSource, position, getCause());
  }

  public SqlError causedBy(Throwable cause) {
    return copy(why, fix, source, position, cause);
  }

  private SqlError copy(String why, String fix, Source source, Position position, Throwable cause) {
    SqlError copy = new SqlError(code, what, why, fix, source, position, cause);
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  public ErrorCode code() {
    return code;
  }

  public String what() {
    return what;
  }

  /** Empty if there is nothing to add to {@link #what}. */
  public String why() {
    return why;
  }

  /** Empty if no advice is known. */
  public String fix() {
    return fix;
  }

  /** The place in {@link #source}, if the error has one. */
  public Optional<Position> position() {
    return Optional.ofNullable(position);
  }

  /** The name of the file or other text; empty if unknown. */
  public String source() {
    return source == null ? "" : source.name();
  }

  @Override
  public String getMessage() {
    return ErrorText.heading(this);
  }

  /**
   * The error as people read it: {@code file:line:column: error RH0212: what}, the line with carets
   * under the whole token, then reason and advice. Ends without a line break.
   */
  public String render() {
    return source == null || position == null
        ? ErrorText.withoutLine(this)
        : ErrorText.withLine(this, source.line(position.line()), position);
  }
}
