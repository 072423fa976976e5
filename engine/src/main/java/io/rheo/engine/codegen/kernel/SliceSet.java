package io.rheo.engine.codegen.kernel;

import java.util.Set;
import java.util.stream.Collectors;

/** A fixed set of strings. */
public final class SliceSet {
  private final Set<Slice> slices;

  private SliceSet(Set<Slice> slices) {
    this.slices = slices;
  }

  /** Of strings in the form of {@link LengthPrefixed}. */
  public static SliceSet of(String[] texts) {
    return new SliceSet(
        LengthPrefixed.read(texts).stream().map(Slice::of).collect(Collectors.toSet()));
  }

  public boolean contains(Slice slice) {
    return slices.contains(slice);
  }
}
