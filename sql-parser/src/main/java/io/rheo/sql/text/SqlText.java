package io.rheo.sql.text;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.Position;
import io.rheo.sql.error.Source;
import io.rheo.sql.error.SqlError;
import java.util.List;

/**
 * The text of one statement, without the closing semicolon, and its place in the source that it
 * came from. The text may differ from the source where {@code ${…}} variables were replaced; {@link
 * #position} finds the place of any part of it nevertheless.
 *
 * @param pieces where the text came from, in order and without gaps
 */
public record SqlText(Source source, String text, List<Piece> pieces) {
  /**
   * A piece of the text and the range of the source that it stands for. In a copied piece both have
   * the same length and characters correspond; a replaced piece stands for its range as a whole.
   */
  record Piece(int start, int end, int sourceStart, int sourceEnd, boolean copied) {}

  public SqlText {
    pieces = List.copyOf(pieces);
  }

  /** A text that is one statement. */
  public static SqlText of(String sourceName, String text) {
    return of(new Source(sourceName, text), 0, text.length());
  }

  /** The characters {@code [start, end)} of a source as a statement. */
  static SqlText of(Source source, int start, int end) {
    return new SqlText(
        source,
        source.text().substring(start, end),
        List.of(new Piece(0, end - start, start, end, true)));
  }

  /** The place in the source of a range of this text, given by lines and columns from 1. */
  public Position position(int line, int column, int endLine, int endColumn) {
    Source lines = new Source("", text);
    return position(lines.offset(line, column), lines.offset(endLine, endColumn) + 1);
  }

  /** The place in the source of the characters {@code [start, end)} of this text. */
  public Position position(int start, int end) {
    int last = Math.max(start, Math.min(end, text.length()) - 1);
    return source.position(sourceOffset(start, false), sourceOffset(last, true) + 1);
  }

  /** The part of this text between two places given by line and column, both included. */
  public String substring(int line, int column, int endLine, int endColumn) {
    Source lines = new Source("", text);
    return text.substring(
        lines.offset(line, column), Math.min(text.length(), lines.offset(endLine, endColumn) + 1));
  }

  /** The error with a place in this text. */
  public SqlError error(ErrorCode code, String what, int start, int end) {
    return SqlError.of(code, what).at(source, position(start, end));
  }

  /** The index in the source of a character; the last one of a replaced piece if asked for. */
  private int sourceOffset(int offset, boolean last) {
    for (Piece piece : pieces) {
      if (offset < piece.end()) {
        if (piece.copied()) {
          return piece.sourceStart() + offset - piece.start();
        }
        return last ? piece.sourceEnd() - 1 : piece.sourceStart();
      }
    }
    return pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).sourceEnd();
  }
}
