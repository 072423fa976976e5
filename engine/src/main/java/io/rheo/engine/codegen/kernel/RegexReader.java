package io.rheo.engine.codegen.kernel;

import io.rheo.engine.codegen.kernel.RegexSyntax.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a regular expression that Java takes. What is rare is left to Java: groups that repeat,
 * looking around, back references, flags, possessive quantifiers, sets of sets, and characters that
 * are not ASCII.
 */
final class RegexReader {
  private static final String SPECIAL = "\\[](){}.*+?^$|";
  private static final int REPEATS_MAX = 1_000;

  private final String regex;
  private int at;
  private int groups;
  private boolean endAnchor;

  private RegexReader(String regex) {
    this.regex = regex;
  }

  /** What was read. */
  record Result(RegexSyntax.Group root, int groups, boolean endAnchor) {}

  /** Something that is left to Java. */
  private static final class UnusualException extends Exception {
    private static final long serialVersionUID = 1;

    UnusualException() {
      super(null, null, false, false);
    }
  }

  /** The tree; empty if there is something in it that is left to Java. */
  static Optional<Result> read(String regex) {
    RegexReader reader = new RegexReader(regex);
    try {
      RegexSyntax.Group root = reader.branches(0);
      return reader.at == regex.length()
          ? Optional.of(new Result(root, reader.groups, reader.endAnchor))
          : Optional.empty();
    } catch (UnusualException e) {
      return Optional.empty(); // the exception is the answer
    }
  }

  private RegexSyntax.Group branches(int group) throws UnusualException {
    List<RegexSyntax.Sequence> branches = new ArrayList<>();
    do {
      branches.add(sequence());
    } while (take('|'));
    return new RegexSyntax.Group(group, branches);
  }

  private RegexSyntax.Sequence sequence() throws UnusualException {
    List<RegexSyntax> parts = new ArrayList<>();
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      RegexSyntax part = part();
      RegexSyntax last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      if (part instanceof RegexSyntax.Text text && last instanceof RegexSyntax.Text before) {
        parts.set(parts.size() - 1, new RegexSyntax.Text(before.text() + text.text()));
      } else {
        parts.add(part);
      }
    }
    return new RegexSyntax.Sequence(parts);
  }

  private RegexSyntax part() throws UnusualException {
    char c = next();
    if (c == '(') {
      return group();
    } else if (c == '^' || c == '$') {
      endAnchor |= c == '$';
      refuse("*+?{");
      return new RegexSyntax.Anchor(c == '^');
    } else if (c == '[') {
      return repeated(set());
    } else if (c == '.') {
      return repeated(Characters.of("\n\r").complement());
    }
    Characters set = c == '\\' ? escaped() : plain(c);
    RegexSyntax.Repeat repeat = repeated(set);
    int only = only(set);
    return repeat.least() == 1 && repeat.most() == 1 && only >= 0
        ? new RegexSyntax.Text(String.valueOf((char) only))
        : repeat;
  }

  private static int only(Characters set) {
    if (Long.bitCount(set.low()) + Long.bitCount(set.high()) != 1) {
      return -1;
    }
    return set.low() != 0
        ? Long.numberOfTrailingZeros(set.low())
        : Long.SIZE + Long.numberOfTrailingZeros(set.high());
  }

  private RegexSyntax group() throws UnusualException {
    int group = 0;
    if (take('?')) {
      require(':');
    } else {
      group = ++groups;
    }
    RegexSyntax.Group read = branches(group);
    require(')');
    if (!take('?')) {
      refuse("*+{");
      return read;
    }
    boolean greedy = !take('?');
    refuse("+");
    RegexSyntax.Sequence inside = new RegexSyntax.Sequence(List.of(read));
    RegexSyntax.Sequence nothing = new RegexSyntax.Sequence(List.of());
    return new RegexSyntax.Group(0, greedy ? List.of(inside, nothing) : List.of(nothing, inside));
  }

  private RegexSyntax.Repeat repeated(Characters set) throws UnusualException {
    int least = 1;
    int most = 1;
    if (take('*')) {
      least = 0;
      most = RegexSyntax.UNBOUNDED;
    } else if (take('+')) {
      most = RegexSyntax.UNBOUNDED;
    } else if (take('?')) {
      least = 0;
    } else if (take('{')) {
      least = number();
      most = take(',') ? regex.charAt(at) == '}' ? RegexSyntax.UNBOUNDED : number() : least;
      require('}');
    } else {
      return new RegexSyntax.Repeat(set, 1, 1, true);
    }
    boolean greedy = !take('?');
    refuse("+*?{");
    return new RegexSyntax.Repeat(set, least, most, greedy);
  }

  private int number() throws UnusualException {
    int number = 0;
    int start = at;
    while (at < regex.length() && Character.digit(regex.charAt(at), 10) >= 0) {
      number = number * 10 + Character.digit(regex.charAt(at++), 10);
      check(number <= REPEATS_MAX);
    }
    check(at > start && at < regex.length());
    return number;
  }

  /** The characters of {@code [...]}, whose bracket was read. */
  private Characters set() throws UnusualException {
    boolean negated = take('^');
    Characters set = Characters.NONE;
    do {
      char c = next();
      check("[]".indexOf(c) < 0);
      if (c == '&') {
        refuse("&"); // the intersection of sets
      }
      Characters one = c == '\\' ? escaped() : plainInSet(c);
      if (at + 1 < regex.length() && regex.charAt(at) == '-' && regex.charAt(at + 1) != ']') {
        at++;
        char last = next();
        check("[]&\\-".indexOf(last) < 0 && only(one) >= 0 && last < 128);
        one = Characters.range(only(one), last);
      }
      set = set.or(one);
    } while (!take(']'));
    return negated ? set.complement() : set;
  }

  private Characters escaped() throws UnusualException {
    char c = next();
    return switch (c) {
      case 'd' -> digits();
      case 'D' -> digits().complement();
      case 'w' -> word();
      case 'W' -> word().complement();
      case 's' -> Characters.of(" \t\n\u000B\f\r");
      case 'S' -> Characters.of(" \t\n\u000B\f\r").complement();
      case 't' -> Characters.of("\t");
      case 'n' -> Characters.of("\n");
      case 'r' -> Characters.of("\r");
      default -> {
        check(c < 128 && !Character.isLetterOrDigit(c));
        yield Characters.range(c, c);
      }
    };
  }

  private static Characters digits() {
    return Characters.range('0', '9');
  }

  private static Characters word() {
    return digits()
        .or(Characters.range('a', 'z'))
        .or(Characters.range('A', 'Z'))
        .or(Characters.of("_"));
  }

  private static Characters plain(char c) throws UnusualException {
    check(c < 128 && SPECIAL.indexOf(c) < 0);
    return Characters.range(c, c);
  }

  private static Characters plainInSet(char c) throws UnusualException {
    check(c < 128);
    return Characters.range(c, c);
  }

  private char next() throws UnusualException {
    check(at < regex.length());
    return regex.charAt(at++);
  }

  private boolean take(char wanted) {
    boolean there = at < regex.length() && regex.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void require(char wanted) throws UnusualException {
    check(take(wanted));
  }

  private void refuse(String characters) throws UnusualException {
    check(at == regex.length() || characters.indexOf(regex.charAt(at)) < 0);
  }

  private static void check(boolean usual) throws UnusualException {
    if (!usual) {
      throw new UnusualException();
    }
  }
}
