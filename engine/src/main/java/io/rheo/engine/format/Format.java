package io.rheo.engine.format;

import io.rheo.engine.option.Options;
import io.rheo.engine.type.RowType;
import java.util.List;

/** A kind of record: {@code json}, {@code csv}, {@code raw}. Makes decoders and encoders. */
public interface Format {
  /** The value of the option {@code 'format'}. */
  String name();

  /** Whether records are changes, which may take rows back; if not, each is one insert. */
  default boolean updating() {
    return false;
  }

  /**
   * A decoder; fails with an {@code OptionException} if an option is wrong.
   *
   * @param options the format's own, without their prefix ({@code ignore-parse-errors})
   * @param record the columns that a record holds
   * @param targets for each of these the column of the batch builder to append to, or -1 if its
   *     value is not wanted
   */
  RecordDecoder decoder(Options options, RowType record, int[] targets);

  /** Whether its decoders read single members of ROW columns. */
  default boolean readsMembers() {
    return false;
  }

  /**
   * As {@link #decoder(Options, RowType, int[])}, and of ROW columns that are not wanted as a whole
   * some members; the others are stepped over.
   *
   * @param members none, unless {@link #readsMembers}
   */
  default RecordDecoder decoder(
      Options options, RowType record, int[] targets, List<MemberTarget> members) {
    if (!members.isEmpty()) {
      throw new IllegalStateException(name() + " does not read single members");
    }
    return decoder(options, record, targets);
  }

  /** An encoder for rows of {@code record}; fails with an {@code OptionException} likewise. */
  RecordEncoder encoder(Options options, RowType record);
}
