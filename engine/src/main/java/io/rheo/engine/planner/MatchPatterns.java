package io.rheo.engine.planner;

import io.rheo.engine.plan.MatchPattern;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.validate.MatchRows;
import io.rheo.sql.validate.PlanPositions;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Makes the automaton of a row pattern: first a program of instructions that read a row, fork or
 * jump (Thompson's construction, with the preferred branch of a fork first), then for each that
 * reads a row the ones that can read the next.
 */
final class MatchPatterns {
  private static final int STEPS_MAX = 1_000;

  private final PlanPositions positions;
  private final List<String> variables = new ArrayList<>();
  private final List<Instruction> program = new ArrayList<>();
  private final List<Integer> steps = new ArrayList<>(); // their instructions
  private int excluding;

  private MatchPatterns(PlanPositions positions) {
    this.positions = positions;
  }

  /** One instruction; a fork prefers {@code first} to {@code second}. */
  private sealed interface Instruction {
    record Read(int variable, boolean excluded) implements Instruction {}

    record Fork(int first, int second) implements Instruction {}

    record End() implements Instruction {}
  }

  /**
   * The automaton of a pattern.
   *
   * @throws io.rheo.sql.error.SqlError if it is too large, or can match nothing and the query does
   *     not say whether such matches are shown
   */
  static MatchPattern of(RexNode written, PlanPositions positions) {
    RexNode pattern = MatchRows.pattern(written);
    MatchPatterns patterns = new MatchPatterns(positions);
    String text = patterns.add(pattern);
    patterns.program.add(new Instruction.End());
    List<Integer> first = patterns.after(0);
    List<MatchPattern.Step> steps = new ArrayList<>();
    for (int at : patterns.steps) {
      Instruction.Read read = (Instruction.Read) patterns.program.get(at);
      steps.add(
          new MatchPattern.Step(
              read.variable(), read.excluded(), List.of(), patterns.after(at + 1)));
    }
    MatchPattern standard = new MatchPattern(text, patterns.variables, steps, first, false);
    if (!standard.matchesNothing()) {
      return MatchSequence.of(pattern)
          .map(sequence -> sequence.pattern(text, patterns.variables))
          .orElse(standard);
    } else if (MatchRows.of(written) == MatchRows.UNSPECIFIED) {
      throw positions
          .error(
              Clause.MATCH_RECOGNIZE,
              ErrorCode.NOT_SUPPORTED,
              "the pattern (" + text + ") can match no row at all")
          .why("there would be a match before each row, with nothing in it")
          .fix(
              "make a variable necessary: write A+ instead of A*, or A instead of A?; or say"
                  + " ALL ROWS PER MATCH OMIT EMPTY MATCHES");
    }
    return standard;
  }

  /** Adds instructions for a part; what follows them comes after it. Returns its text. */
  private String add(RexNode node) {
    if (node instanceof RexLiteral name) {
      return read(name.getValueAs(String.class));
    }
    RexCall call = (RexCall) node;
    return switch (call.getKind()) {
      case PATTERN_CONCAT ->
          call.getOperands().stream()
              .map(part -> grouped(part, add(part)))
              .collect(Collectors.joining(" "));
      case PATTERN_ALTER -> alternatives(call.getOperands());
      case PATTERN_QUANTIFIER -> quantified(call);
      case PATTERN_PERMUTE -> permuted(call.getOperands());
      case PATTERN_EXCLUDED -> excluded(call.getOperands().get(0));
      default -> throw new IllegalStateException("no part of a pattern: " + node);
    };
  }

  private static String grouped(RexNode part, String text) {
    return part.getKind() == SqlKind.PATTERN_ALTER ? "(" + text + ")" : text;
  }

  private String read(String variable) {
    if (!variables.contains(variable)) {
      variables.add(variable);
    }
    if (variables.size() > Long.SIZE || steps.size() >= STEPS_MAX) {
      throw positions
          .error(
              Clause.MATCH_RECOGNIZE,
              ErrorCode.NOT_SUPPORTED,
              "the pattern has more than "
                  + (variables.size() > Long.SIZE
                      ? Long.SIZE + " variables"
                      : STEPS_MAX + " steps"))
          .why("a quantifier such as {100} stands for so many steps, PERMUTE for all orders")
          .fix("write smaller numbers, or * and + with a condition that counts");
    }
    steps.add(program.size());
    program.add(new Instruction.Read(variables.indexOf(variable), excluding > 0));
    return variable;
  }

  private String excluded(RexNode part) {
    excluding++;
    String text = add(part);
    excluding--;
    return "{- " + text + " -}";
  }

  private String alternatives(List<RexNode> parts) {
    return alternatives(parts.stream().map(List::of).toList(), " | ");
  }

  /** Each alternative is a sequence. */
  private String alternatives(List<List<RexNode>> alternatives, String separator) {
    List<Integer> exits = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < alternatives.size(); i++) {
      boolean last = i == alternatives.size() - 1;
      int fork = program.size();
      if (!last) {
        program.add(new Instruction.Fork(fork + 1, 0));
      }
      texts.add(alternatives.get(i).stream().map(this::add).collect(Collectors.joining(" ")));
      if (!last) {
        exits.add(program.size());
        program.add(new Instruction.Fork(0, 0));
        program.set(fork, new Instruction.Fork(fork + 1, program.size()));
      }
    }
    exits.forEach(exit -> program.set(exit, new Instruction.Fork(program.size(), program.size())));
    return String.join(separator, texts);
  }

  /** All orders of the parts, those with an earlier part first preferred. */
  private String permuted(List<RexNode> parts) {
    if (parts.size() > 6) {
      throw positions
          .error(
              Clause.MATCH_RECOGNIZE,
              ErrorCode.NOT_SUPPORTED,
              "PERMUTE of " + parts.size() + " parts")
          .why("it stands for each of their orders")
          .fix("permute six parts at most");
    }
    List<List<RexNode>> orders = new ArrayList<>();
    permute(parts, new ArrayList<>(), orders);
    alternatives(orders, " | ");
    return "PERMUTE(" + parts.stream().map(this::text).collect(Collectors.joining(", ")) + ")";
  }

  private static void permute(
      List<RexNode> rest, List<RexNode> chosen, List<List<RexNode>> orders) {
    if (rest.isEmpty()) {
      orders.add(List.copyOf(chosen));
    }
    for (int i = 0; i < rest.size(); i++) {
      List<RexNode> others = new ArrayList<>(rest);
      chosen.add(others.remove(i));
      permute(others, chosen, orders);
      chosen.remove(chosen.size() - 1);
    }
  }

  private String text(RexNode part) {
    return new MatchPatterns(positions).add(part);
  }

  private String quantified(RexCall call) {
    RexNode part = call.getOperands().get(0);
    int least = Math.max(0, number(call.getOperands().get(1)));
    int most = number(call.getOperands().get(2)); // -1: any number
    boolean reluctant = ((RexLiteral) call.getOperands().get(3)).getValueAs(Boolean.class);
    if (most == 0 || (most > 0 && most < least)) {
      throw positions
          .error(
              Clause.MATCH_RECOGNIZE,
              ErrorCode.INVALID_QUERY,
              "the quantifier {" + least + "," + most + "} allows nothing")
          .fix("write the lower number first, and an upper one of at least 1");
    }
    for (int i = 0; i < least; i++) {
      add(part);
    }
    if (most < 0) {
      repeat(part, reluctant);
    } else {
      optional(part, most - least, reluctant);
    }
    return quantifiedText(part, least, most, reluctant);
  }

  private String quantifiedText(RexNode part, int least, int most, boolean reluctant) {
    String text = text(part);
    boolean simple = part instanceof RexLiteral || part.getKind() == SqlKind.PATTERN_PERMUTE;
    String quantifier;
    if (most < 0) {
      quantifier = least == 0 ? "*" : least == 1 ? "+" : "{" + least + ",}";
    } else if (least == 0 && most == 1) {
      quantifier = "?";
    } else {
      quantifier = least == most ? "{" + least + "}" : "{" + least + "," + most + "}";
    }
    return (simple ? text : "(" + text + ")") + quantifier + (reluctant ? "?" : "");
  }

  private static int number(RexNode literal) {
    return ((RexLiteral) literal).getValueAs(Integer.class);
  }

  private void repeat(RexNode part, boolean reluctant) {
    int fork = program.size();
    program.add(new Instruction.Fork(0, 0));
    add(part);
    program.add(new Instruction.Fork(fork, fork));
    program.set(fork, fork(fork + 1, program.size(), reluctant));
  }

  /** Up to so many times: each time only after the one before it. */
  private void optional(RexNode part, int times, boolean reluctant) {
    List<Integer> forks = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      forks.add(program.size());
      program.add(new Instruction.Fork(0, 0));
      add(part);
    }
    forks.forEach(fork -> program.set(fork, fork(fork + 1, program.size(), reluctant)));
  }

  private static Instruction fork(int more, int enough, boolean reluctant) {
    return reluctant ? new Instruction.Fork(enough, more) : new Instruction.Fork(more, enough);
  }

  /** The steps that can be reached from an instruction without reading a row, by preference. */
  private List<Integer> after(int instruction) {
    List<Integer> reached = new ArrayList<>();
    follow(instruction, new BitSet(), reached);
    return reached;
  }

  private void follow(int at, BitSet seen, List<Integer> reached) {
    if (seen.get(at)) {
      return;
    }
    seen.set(at);
    Instruction instruction = program.get(at);
    if (instruction instanceof Instruction.Fork fork) {
      follow(fork.first(), seen, reached);
      follow(fork.second(), seen, reached);
    } else {
      reached.add(instruction instanceof Instruction.End ? MatchPattern.END : steps.indexOf(at));
    }
  }
}
