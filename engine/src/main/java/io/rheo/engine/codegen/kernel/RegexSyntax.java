package io.rheo.engine.codegen.kernel;

import java.util.List;

/** A regular expression as a tree: the part of Java's syntax that {@link ByteRegex} takes. */
sealed interface RegexSyntax {
  /** The fewest characters that it matches. */
  int least();

  /** The most characters that it matches; {@link #UNBOUNDED} and more: no limit. */
  int most();

  /** No limit: sums of a few of it do not overflow, and no text is as long. */
  int UNBOUNDED = Integer.MAX_VALUE / 4;

  /** A set of ASCII characters: a bit for each. */
  record Characters(long low, long high) {
    static final Characters NONE = new Characters(0, 0);

    static Characters range(int first, int last) {
      Characters set = NONE;
      for (int c = first; c <= last; c++) {
        set = set.or(c < 64 ? new Characters(1L << c, 0) : new Characters(0, 1L << c));
      }
      return set;
    }

    static Characters of(String characters) {
      Characters set = NONE;
      for (int i = 0; i < characters.length(); i++) {
        set = set.or(range(characters.charAt(i), characters.charAt(i)));
      }
      return set;
    }

    Characters or(Characters other) {
      return new Characters(low | other.low, high | other.high);
    }

    Characters complement() {
      return new Characters(~low, ~high);
    }

    /** Whether an ASCII character is in it. */
    boolean contains(int character) {
      return ((character < 64 ? low : high) >>> character & 1) != 0;
    }
  }

  /** One character after the other, each as it is. */
  record Text(String text) implements RegexSyntax {
    @Override
    public int least() {
      return text.length();
    }

    @Override
    public int most() {
      return text.length();
    }
  }

  /** Characters of a set. */
  record Repeat(Characters set, int least, int most, boolean greedy) implements RegexSyntax {}

  /** The start of the text, or its end. */
  record Anchor(boolean start) implements RegexSyntax {
    @Override
    public int least() {
      return 0;
    }

    @Override
    public int most() {
      return 0;
    }
  }

  /** One of several sequences; {@code group} is 0 if what it matched is not asked for. */
  record Group(int group, List<Sequence> branches) implements RegexSyntax {
    @Override
    public int least() {
      return branches.stream().mapToInt(Sequence::least).min().orElse(0);
    }

    @Override
    public int most() {
      return branches.stream().mapToInt(Sequence::most).max().orElse(0);
    }
  }

  /** One part after the other. */
  record Sequence(List<RegexSyntax> parts) implements RegexSyntax {
    @Override
    public int least() {
      return parts.stream().mapToInt(RegexSyntax::least).sum();
    }

    @Override
    public int most() {
      return (int) Math.min(UNBOUNDED, parts.stream().mapToLong(RegexSyntax::most).sum());
    }
  }
}
