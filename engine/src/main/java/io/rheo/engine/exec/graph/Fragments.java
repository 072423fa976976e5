package io.rheo.engine.exec.graph;

import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RepeatedNodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts a plan into fragments: where an operator needs rows together that its input has on different
 * workers, they are exchanged. So an exchange stands as late as it can, and only where it must.
 */
final class Fragments {
  /** Where the inputs of a join have to be that has a copy of the right one on each worker. */
  private static final List<Distribution> COPIES =
      List.of(new Distribution.Anywhere(), new Distribution.OnEach());

  private final RepeatedNodes repeated;
  private final List<Fragment> done = new ArrayList<>();
  private final Map<PhysicalNode, Shared> shared = new HashMap<>();

  private Fragments(RepeatedNodes repeated) {
    this.repeated = repeated;
  }

  /** The fragments of a plan; those that others read before these, the root's last. */
  static List<Fragment> of(PhysicalNode root) {
    Fragments fragments = new Fragments(RepeatedNodes.of(root));
    fragments.close(root, fragments.visit(root));
    return fragments.done;
  }

  /**
   * A fragment whose root is not known yet.
   *
   * @param rows where its rows are
   */
  private record Open(List<Fragment.Edge> inputs, Distribution rows) {}

  /**
   * What several nodes of the plan read is a fragment of its own.
   *
   * @param rows where its rows are
   */
  private record Shared(Fragment fragment, Distribution rows) {}

  private Fragment close(PhysicalNode root, Open open) {
    Fragment fragment =
        new Fragment(root, open.rows() instanceof Distribution.OnOne, open.inputs());
    done.add(fragment);
    return fragment;
  }

  private Open visit(PhysicalNode node) {
    if (node.inputs().isEmpty()) {
      return new Open(
          List.of(edge(node, Optional.empty(), new Distribution.Anywhere())),
          new Distribution.Anywhere());
    }
    if (!repeated.isRepeated(node)) {
      return visitInputs(node);
    }
    Shared found = shared.get(node);
    if (found == null) {
      Open open = visitInputs(node);
      found = new Shared(close(node, open), open.rows());
      shared.put(node, found);
    }
    return new Open(
        List.of(edge(node, Optional.of(found.fragment()), new Distribution.Anywhere())),
        found.rows());
  }

  private static Fragment.Edge edge(PhysicalNode node, Optional<Fragment> from, Distribution rows) {
    return new Fragment.Edge(node, from, rows);
  }

  private Open visitInputs(PhysicalNode node) {
    List<Open> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      inputs.add(visit(node.inputs().get(i)));
    }
    return node.inputs().size() == 1 ? oneInput(node, inputs.get(0)) : manyInputs(node, inputs);
  }

  private Open oneInput(PhysicalNode node, Open input) {
    Distribution required = Placement.required(node, 0);
    Open placed =
        input.rows().satisfies(required) ? input : exchange(node.inputs().get(0), input, required);
    return new Open(placed.inputs(), Placement.after(node, List.of(placed.rows())));
  }

  /** Rows of several inputs that belong together have to be dealt out in the same way. */
  private Open manyInputs(PhysicalNode node, List<Open> inputs) {
    boolean onOne = inputs.stream().allMatch(input -> input.rows() instanceof Distribution.OnOne);
    boolean copies = copiesRight(node, inputs);
    List<Fragment.Edge> edges = new ArrayList<>();
    List<Distribution> rows = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Open input = inputs.get(i);
      Distribution required = copies ? COPIES.get(i) : Placement.required(node, i);
      boolean stays =
          onOne
              || input.rows().equals(required)
              || (required instanceof Distribution.Anywhere
                  && !(input.rows() instanceof Distribution.OnOne));
      Open placed = stays ? input : exchange(node.inputs().get(i), input, required);
      edges.addAll(placed.inputs());
      rows.add(placed.rows());
    }
    return new Open(edges, Placement.after(node, rows));
  }

  /** Not if the left rows are where they can stay anyway, or all on one worker. */
  private static boolean copiesRight(PhysicalNode node, List<Open> inputs) {
    Distribution left = inputs.get(0).rows();
    return Placement.copiesRight(node)
        && !(left instanceof Distribution.OnOne)
        && !left.equals(Placement.required(node, 0));
  }

  private Open exchange(PhysicalNode node, Open input, Distribution required) {
    if (required instanceof Distribution.OnOne && node.inputs().isEmpty()) {
      return new Open(input.inputs(), new Distribution.OnOne()); // a scan's rows go there at once
    }
    Fragment from = isShared(input, node) ? input.inputs().get(0).from().get() : close(node, input);
    return new Open(List.of(edge(node, Optional.of(from), required)), required);
  }

  /** Whether there is nothing in the fragment yet but the rows of another one. */
  @SuppressWarnings("ReferenceEquality") // nodes that look alike may be elsewhere in the plan
  private static boolean isShared(Open open, PhysicalNode node) {
    return open.inputs().size() == 1
        && open.inputs().get(0).node() == node
        && open.inputs().get(0).from().isPresent();
  }
}
