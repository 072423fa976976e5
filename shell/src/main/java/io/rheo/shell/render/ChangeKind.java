package io.rheo.shell.render;

/** What a row of a changelog does to the result, by the text in its {@code op} column. */
public enum ChangeKind {
  INSERT("+I"),
  UPDATE_BEFORE("-U"),
  UPDATE_AFTER("+U"),
  DELETE("-D");

  private final String symbol;

  ChangeKind(String symbol) {
    this.symbol = symbol;
  }

  public static ChangeKind of(CharSequence op) {
    for (ChangeKind kind : values()) {
      if (kind.symbol.contentEquals(op)) {
        return kind;
      }
    }
    throw new IllegalStateException("unknown change " + op);
  }

  public String symbol() {
    return symbol;
  }
}
