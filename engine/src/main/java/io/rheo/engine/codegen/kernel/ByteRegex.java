package io.rheo.engine.codegen.kernel;

import io.rheo.engine.codegen.kernel.RegexSyntax.Characters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A regular expression that is matched on the bytes of an ASCII text, without decoding it: finds
 * what {@link java.util.regex.Pattern} finds. A text that every match has to contain is searched
 * first, so most of a text is looked at eight bytes at a time. Thread-safe.
 */
final class ByteRegex {
  private final RegexReader.Result syntax;
  private final RegexNode start;
  private final int least; // characters of a match
  private final Slice required; // a text that every match contains, or null
  private final int before; // at most so many characters of the match are before it
  private final Characters first; // what a match can start with; null: with anything

  private ByteRegex(RegexReader.Result syntax) {
    this.syntax = syntax;
    start = node(syntax.root(), new RegexNode.Accept());
    least = syntax.root().least();
    first = least == 0 ? null : firsts(syntax.root(), Characters.NONE);
    List<RegexSyntax> parts =
        syntax.root().branches().size() == 1 ? syntax.root().branches().get(0).parts() : List.of();
    String longest = "";
    int most = 0;
    long width = 0;
    for (RegexSyntax part : parts) {
      if (part instanceof RegexSyntax.Text text && text.text().length() > longest.length()) {
        longest = text.text();
        most = (int) Math.min(RegexSyntax.UNBOUNDED, width);
      }
      width += part.most();
    }
    required = longest.isEmpty() ? null : Slice.of(longest);
    before = most;
  }

  /** Empty if the expression has something that is left to Java. */
  static Optional<ByteRegex> of(String regex) {
    return RegexReader.read(regex).map(ByteRegex::new);
  }

  private static RegexNode node(RegexSyntax syntax, RegexNode next) {
    if (syntax instanceof RegexSyntax.Text text) {
      return new RegexNode.Text(text.text().getBytes(StandardCharsets.US_ASCII), next);
    } else if (syntax instanceof RegexSyntax.Repeat repeat) {
      return new RegexNode.Repeat(repeat, next);
    } else if (syntax instanceof RegexSyntax.Anchor anchor) {
      return new RegexNode.Anchor(anchor.start(), next);
    } else if (syntax instanceof RegexSyntax.Sequence sequence) {
      RegexNode node = next;
      for (int i = sequence.parts().size() - 1; i >= 0; i--) {
        node = node(sequence.parts().get(i), node);
      }
      return node;
    }
    RegexSyntax.Group group = (RegexSyntax.Group) syntax;
    RegexNode after = group.group() == 0 ? next : new RegexNode.Close(group.group(), next);
    List<RegexNode> branches = new ArrayList<>();
    group.branches().forEach(branch -> branches.add(node(branch, after)));
    RegexNode inside = branches.size() == 1 ? branches.get(0) : new RegexNode.Branches(branches);
    return group.group() == 0 ? inside : new RegexNode.Open(group.group(), inside);
  }

  /** {@code known} and what {@code syntax} can start with. */
  private static Characters firsts(RegexSyntax syntax, Characters known) {
    Characters all = known;
    if (syntax instanceof RegexSyntax.Text text) {
      return all.or(Characters.of(text.text().substring(0, 1)));
    } else if (syntax instanceof RegexSyntax.Repeat repeat) {
      return all.or(repeat.set());
    } else if (syntax instanceof RegexSyntax.Group group) {
      for (RegexSyntax.Sequence branch : group.branches()) {
        all = firsts(branch, all);
      }
    } else if (syntax instanceof RegexSyntax.Sequence sequence) {
      for (RegexSyntax part : sequence.parts()) {
        all = firsts(part, all);
        if (part.least() > 0) {
          break;
        }
      }
    }
    return all;
  }

  int groups() {
    return syntax.groups();
  }

  /** Whether it can be matched against this text. */
  boolean takes(Slice text) {
    if (!text.isAscii()) {
      return false;
    }
    int to = text.start() + text.length();
    return !syntax.endAnchor() // before the end of the last line, too
        || (TextScan.indexOf(text.bytes(), text.start(), to, (byte) '\n') < 0
            && TextScan.indexOf(text.bytes(), text.start(), to, (byte) '\r') < 0);
  }

  /** What is matched if the whole text is; {@code null} if it is not. */
  RegexNode.Run all(Slice text) {
    RegexNode.Run run = new RegexNode.Run(text, syntax.groups(), true);
    run.found(run.from);
    return start.matches(run, run.from) ? run : null;
  }

  /** The first match; {@code null} if there is none. */
  RegexNode.Run find(Slice text) {
    RegexNode.Run run = new RegexNode.Run(text, syntax.groups(), false);
    int last = run.to - least;
    int requiredAt = Integer.MIN_VALUE; // where the required text is next
    for (int at = run.from; at <= last; at++) {
      if (required != null && requiredAt < at) {
        requiredAt = TextScan.indexOf(run.bytes, at, run.to, required);
        if (requiredAt < 0) {
          return null;
        }
        at = Math.max(at, requiredAt - before);
      }
      if ((first == null || (at < run.to && first.contains(run.bytes[at])))
          && start.matches(run, at)) {
        run.found(at);
        return run;
      }
    }
    return null;
  }
}
