package io.rheo.engine.exec.graph;

/**
 * Where a scan cuts batches, beyond the places where a row meets a window that is closed.
 *
 * @param exactRows at every row that is behind the watermark: an operator judges lateness by time
 *     alone and not by windows
 * @param everyClosing wherever a window closes, whatever the row that follows: an operator takes
 *     back earlier rows, which are late although the row that makes it do so is not
 */
public record CutRules(boolean exactRows, boolean everyClosing) {
  /** Only where a row meets a closed window. */
  public static final CutRules PLAIN = new CutRules(false, false);

  /** At every row that somebody may find late. */
  public static final CutRules EXACT = new CutRules(true, false);

  /** Wherever one of two does. */
  public CutRules or(CutRules other) {
    return new CutRules(exactRows || other.exactRows, everyClosing || other.everyClosing);
  }
}
