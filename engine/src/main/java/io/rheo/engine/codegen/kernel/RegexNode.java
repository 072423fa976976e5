package io.rheo.engine.codegen.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * A step of matching a regular expression against ASCII. Each step goes on with the one after it
 * and tries its next choice if that fails, as {@code java.util.regex} does, so what is found is the
 * same. Steps are never changed; what a match finds is in its {@link Run}.
 */
abstract sealed class RegexNode {
  /** Tries to match from {@code at} to the end of the expression. */
  abstract boolean matches(Run run, int at);

  /** One try: the text and what was found in it. */
  static final class Run {
    private static final int NONE = -1;

    final byte[] bytes;
    final int from;
    final int to;
    private final boolean whole;
    private final int groups;
    private final int[] places; // of each group: starts, ends, and starts of those not ended yet

    /**
     * @param whole whether the match has to reach to the end
     */
    Run(Slice text, int groups, boolean whole) {
      bytes = text.bytes();
      from = text.start();
      to = text.start() + text.length();
      this.whole = whole;
      this.groups = groups + 1;
      places = new int[3 * this.groups];
      Arrays.fill(places, 0, this.groups, NONE);
    }

    void found(int start) {
      places[0] = start;
    }

    int start() {
      return places[0];
    }

    private void open(int group, int at) {
      places[2 * groups + group] = at;
    }

    private void close(int group, int at) {
      places[group] = places[2 * groups + group];
      places[groups + group] = at;
    }

    /** What a group matched; {@code null} if it took no part. */
    Slice group(int group) {
      int start = places[group];
      return start == NONE ? null : new Slice(bytes, start, places[groups + group] - start);
    }
  }

  /** The end of the expression. */
  static final class Accept extends RegexNode {
    @Override
    boolean matches(Run run, int at) {
      run.places[run.groups] = at;
      return !run.whole || at == run.to;
    }
  }

  /** Characters one after the other. */
  static final class Text extends RegexNode {
    private final byte[] text;
    private final RegexNode next;

    Text(byte[] text, RegexNode next) {
      this.text = text;
      this.next = next;
    }

    @Override
    boolean matches(Run run, int at) {
      if (run.to - at < text.length) {
        return false;
      }
      for (int i = 0; i < text.length; i++) {
        if (run.bytes[at + i] != text[i]) {
          return false;
        }
      }
      return next.matches(run, at + text.length);
    }
  }

  /** {@code least} to {@code most} characters of a set, as many or as few as the rest lets it. */
  static final class Repeat extends RegexNode {
    private final RegexSyntax.Repeat syntax;
    private final RegexNode next;

    Repeat(RegexSyntax.Repeat syntax, RegexNode next) {
      this.syntax = syntax;
      this.next = next;
    }

    @Override
    boolean matches(Run run, int at) {
      int longest = syntax.most() < run.to - at ? at + syntax.most() : run.to;
      return syntax.greedy() ? greedy(run, at, longest) : reluctant(run, at, longest);
    }

    private boolean greedy(Run run, int at, int longest) {
      RegexSyntax.Characters set = syntax.set();
      int end = at;
      while (end < longest && set.contains(run.bytes[end])) {
        end++;
      }
      for (; end >= at + syntax.least(); end--) {
        if (next.matches(run, end)) {
          return true;
        }
      }
      return false;
    }

    private boolean reluctant(Run run, int at, int longest) {
      RegexSyntax.Characters set = syntax.set();
      for (int end = at; ; end++) {
        if (end >= at + syntax.least() && next.matches(run, end)) {
          return true;
        }
        if (end == longest || !set.contains(run.bytes[end])) {
          return false;
        }
      }
    }
  }

  /** The first of several branches with which the rest matches. */
  static final class Branches extends RegexNode {
    private final RegexNode[] branches;

    Branches(List<RegexNode> branches) {
      this.branches = branches.toArray(RegexNode[]::new);
    }

    @Override
    boolean matches(Run run, int at) {
      for (RegexNode branch : branches) {
        if (branch.matches(run, at)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Where a group begins. */
  static final class Open extends RegexNode {
    private final int group;
    private final RegexNode next;

    Open(int group, RegexNode next) {
      this.group = group;
      this.next = next;
    }

    @Override
    boolean matches(Run run, int at) {
      run.open(group, at); // no group repeats, so there is nothing to put back
      return next.matches(run, at);
    }
  }

  /** Where a group ends. */
  static final class Close extends RegexNode {
    private final int group;
    private final RegexNode next;

    Close(int group, RegexNode next) {
      this.group = group;
      this.next = next;
    }

    @Override
    boolean matches(Run run, int at) {
      run.close(group, at);
      if (next.matches(run, at)) {
        return true;
      }
      run.places[group] = Run.NONE;
      return false;
    }
  }

  /** The start or the end of the text. */
  static final class Anchor extends RegexNode {
    private final boolean start;
    private final RegexNode next;

    Anchor(boolean start, RegexNode next) {
      this.start = start;
      this.next = next;
    }

    @Override
    boolean matches(Run run, int at) {
      return at == (start ? run.from : run.to) && next.matches(run, at);
    }
  }
}
