package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where large expressions are cut into methods. HotSpot does not optimise methods of more than
 * 8,000 bytecodes, and Java has none of more than 64 KB.
 */
final class Splits {
  /** Nodes that one method computes; a node takes up to about a hundred bytecodes. */
  private static final int METHOD_NODES = 60;

  /** Operands that one node may have. */
  private static final int OPERANDS = 24;

  private Splits() {}

  /** The same expression with nested nodes instead of nodes of very many operands. */
  static Expr narrowed(Expr expr) {
    if (Exprs.size(expr) <= METHOD_NODES) {
      return expr;
    }
    if (expr instanceof Expr.LibraryCall call) {
      return new Expr.LibraryCall(
          call.name(), call.constants(), call.source(), narrowed(call.operands()), call.type());
    } else if (expr instanceof Expr.UserCall call) {
      return new Expr.UserCall(
          call.name(), call.function(), call.method(), narrowed(call.operands()), call.type());
    } else if (!(expr instanceof Expr.Call call)) {
      return expr;
    } else {
      List<Expr> operands = narrowed(call.operands());
      return switch (call.operator()) {
        case "AND", "OR", "COALESCE" -> grouped(call, operands);
        case "CASE" -> chained(call, operands);
        default -> new Expr.Call(call.operator(), operands, call.type());
      };
    }
  }

  private static List<Expr> narrowed(List<Expr> exprs) {
    return exprs.stream().map(Splits::narrowed).toList();
  }

  /** Groups of operands as operands: the operator is associative. */
  private static Expr grouped(Expr.Call call, List<Expr> operands) {
    List<Expr> level = operands;
    while (level.size() > OPERANDS) {
      List<Expr> groups = new ArrayList<>();
      for (int from = 0; from < level.size(); from += OPERANDS) {
        List<Expr> group = level.subList(from, Math.min(level.size(), from + OPERANDS));
        groups.add(
            group.size() == 1 ? group.get(0) : new Expr.Call(call.operator(), group, call.type()));
      }
      level = groups;
    }
    return new Expr.Call(call.operator(), level, call.type());
  }

  /** The later branches of a CASE become the ELSE of the earlier ones. */
  private static Expr chained(Expr.Call call, List<Expr> operands) {
    int branches = operands.size() / 2;
    int perCall = OPERANDS / 2;
    Expr rest = operands.get(operands.size() - 1);
    int last = branches;
    while (last > 0) {
      int first = (last - 1) / perCall * perCall;
      List<Expr> part = new ArrayList<>(operands.subList(first * 2, last * 2));
      part.add(rest);
      rest = new Expr.Call("CASE", part, call.type());
      last = first;
    }
    return rest;
  }

  /** The sub-expressions of {@code root} that get a method of their own. */
  static Set<Expr> methods(Expr root) {
    Set<Expr> methods = new HashSet<>();
    if (Exprs.size(root) > METHOD_NODES) {
      weigh(root, root, methods);
    }
    return methods;
  }

  /** The nodes that the method which computes {@code expr} has for it. */
  private static int weigh(Expr expr, Expr root, Set<Expr> methods) {
    int weight = 1;
    boolean isIn = expr instanceof Expr.Call call && call.operator().equals("IN");
    for (Expr operand : isIn ? Exprs.operands(expr).subList(0, 1) : Exprs.operands(expr)) {
      weight += weigh(operand, root, methods);
    }
    if (weight > METHOD_NODES && !expr.equals(root)) {
      methods.add(expr);
      return 1;
    }
    return weight;
  }
}
