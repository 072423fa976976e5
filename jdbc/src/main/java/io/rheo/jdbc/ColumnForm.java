package io.rheo.jdbc;

/**
 * How the values of a column are laid out in a block of rows ({@link Protocol#COLUMN_BLOCKS}). A
 * block starts with the numbers of its rows and of its columns. Then come the columns, each as:
 *
 * <ul>
 *   <li>the code of its form, one byte; the scale of a decimal or 0, one byte; 1 if there are
 *       NULLs, else 0, one byte;
 *   <li>if there are NULLs, a bit for each row, set if it is not NULL, from the lowest bit of the
 *       first byte on;
 *   <li>the values, one a row, whatever stands where a row is NULL.
 * </ul>
 *
 * <p>Numbers have the lowest byte first; those that are not said to be of another size are of four
 * bytes.
 */
public enum ColumnForm {
  /** One byte, 0 or 1. */
  BOOLEAN(0, 1),
  /** One byte. */
  BYTE(1, 1),
  /** Two bytes. */
  SHORT(2, 2),
  /** Four bytes; days since 1970 and milliseconds of a day too. */
  INT(3, 4),
  /** Eight bytes; milliseconds since 1970 too. */
  LONG(4, 8),
  /** Four bytes, IEEE 754. */
  FLOAT(5, 4),
  /** Eight bytes, IEEE 754. */
  DOUBLE(6, 8),
  /** The unscaled number in eight bytes. */
  DECIMAL(7, 8),
  /** The unscaled number in sixteen bytes. */
  WIDE_DECIMAL(8, 16),
  /** Where each row's text ends, counted from the first text's start; then the texts as UTF-8. */
  TEXT(9, 4),
  /** As texts. */
  BYTES(10, 4),
  /** Where each row's list ends, counted in elements; then the elements as a column. */
  LIST(11, 4),
  /** A kind of change, one byte: the index of one of {@link Protocol#changeKinds}. */
  CHANGE(12, 1);

  private static final ColumnForm[] BY_CODE = new ColumnForm[values().length];

  static {
    for (ColumnForm form : values()) {
      BY_CODE[form.code] = form;
    }
  }

  private final byte code;
  private final int bytesPerRow;

  ColumnForm(int code, int bytesPerRow) {
    this.code = (byte) code;
    this.bytesPerRow = bytesPerRow;
  }

  /** What stands for the form in a block. */
  public byte code() {
    return code;
  }

  static ColumnForm of(byte code) {
    return BY_CODE[code];
  }

  /** Bytes of the part that has an entry for every row. */
  public int bytesPerRow() {
    return bytesPerRow;
  }
}
