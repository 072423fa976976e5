package io.rheo.engine.format.json;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.format.json.ChangeEnvelope.Change;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes records that say how a row of a database changed: an insertion is one row, a deletion a
 * retraction, an update the retraction of the old row and then the new one. A record that is empty
 * or {@code null} says nothing: log compaction needs it, we do not.
 *
 * <p>The envelope is stepped over once to find the rows in it; these are decoded as {@link
 * JsonDecoder} decodes records. Where an update gives only the columns that changed (Canal,
 * Maxwell), the old row is the new one with these put over it.
 */
final class ChangeDecoder implements RecordDecoder {
  private static final int KIND = 0; // members of the envelope
  private static final int BEFORE = 1;
  private static final int AFTER = 2;
  private static final int PAYLOAD = 0; // of the record
  private static final byte[] ZEROS = new byte[PADDING];

  private final ChangeEnvelope envelope;
  private final JsonDecoder images;
  private final JsonDecoder overlays;
  private final JsonSpans payload; // null: the envelope is the record
  private final JsonSpans members;
  private final JsonSpans newRows = JsonSpans.ofElements();
  private final JsonSpans oldRows = JsonSpans.ofElements();
  private final ByteSink overlaid = new ByteSink();
  private int[] weights = new int[2];
  private int rowCount;

  /**
   * @param images decodes the rows in the envelope
   * @param overlays decodes rows in which a column that is there twice has its last value
   * @param wrapped whether the envelope is the member {@code payload} of the record
   */
  ChangeDecoder(
      ChangeEnvelope envelope, JsonDecoder images, JsonDecoder overlays, boolean wrapped) {
    this.envelope = envelope;
    this.images = images;
    this.overlays = overlays;
    payload = wrapped ? JsonSpans.ofMembers(List.of("payload")) : null;
    members = JsonSpans.ofMembers(envelope.members());
  }

  @Override
  public boolean ignoresParseErrors() {
    return images.ignoresParseErrors();
  }

  @Override
  public int rowCount() {
    return rowCount;
  }

  @Override
  public int weight(int row) {
    return weights[row];
  }

  @Override
  public String decode(byte[] bytes, int offset, int length, BatchBuilder rows) {
    rowCount = 0;
    if (isNothing(bytes, offset, offset + length)) {
      return null;
    }
    if (payload == null) {
      return decodeEnvelope(bytes, offset, offset + length, rows);
    }
    String problem = payload.findMembers(bytes, offset, offset + length);
    if (problem != null) {
      return problem;
    }
    if (payload.isNull(bytes, PAYLOAD)) {
      return payload.start(PAYLOAD) < 0 ? "it has no 'payload'" : null;
    }
    return decodeEnvelope(bytes, payload.start(PAYLOAD), payload.end(PAYLOAD), rows);
  }

  private static boolean isNothing(byte[] bytes, int from, int end) {
    int at = JsonText.skipBlanks(bytes, from, end);
    return at == end
        || (at + 4 <= end
            && bytes[at] == 'n'
            && Arrays.equals(bytes, at, at + 4, new byte[] {'n', 'u', 'l', 'l'}, 0, 4)
            && JsonText.endsAt(bytes, at + 4, end));
  }

  private String decodeEnvelope(byte[] json, int from, int to, BatchBuilder rows) {
    String problem = members.findMembers(json, from, to);
    if (problem != null) {
      return problem;
    }
    String kindName = "'" + envelope.members().get(KIND) + "'";
    if (members.isNull(json, KIND)) {
      return "it has no " + kindName + (payload == null ? unwrapAdvice() : "");
    }
    String kind = text(json, members.start(KIND), members.end(KIND));
    Change change = envelope.change(kind).orElse(null);
    if (change == null) {
      return kindName + " is '" + kind + "', and not one of " + envelope.kinds();
    }
    return switch (change) {
      case NONE -> null;
      case INSERT -> addAll(json, AFTER, 1, rows);
      case DELETE -> addAll(json, envelope.hasImages() ? BEFORE : AFTER, -1, rows);
      case UPDATE -> envelope.hasImages() ? addImages(json, rows) : addOverlaid(json, rows);
    };
  }

  private String unwrapAdvice() {
    return envelope == ChangeEnvelope.DEBEZIUM
        ? "; if it has a 'schema' and a 'payload', set 'debezium-json.schema-include' = 'true'"
        : "";
  }

  private static String text(byte[] json, int start, int end) {
    int quotes = json[start] == '"' ? 1 : 0;
    return new String(json, start + quotes, end - start - 2 * quotes, StandardCharsets.UTF_8);
  }

  /** Appends each row that a member holds. */
  private String addAll(byte[] json, int member, int weight, BatchBuilder rows) {
    if (members.isNull(json, member)) {
      return missing(member);
    }
    int from = members.start(member);
    int to = members.end(member);
    if (!envelope.hasManyRows()) {
      return add(images, json, from, to, weight, member, rows);
    }
    String problem = newRows.findElements(json, from, to);
    for (int i = 0; i < newRows.count() && problem == null; i++) {
      problem = add(images, json, newRows.start(i), newRows.end(i), weight, member, rows);
    }
    return problem;
  }

  /** Appends the retraction of the old row and the new row. */
  private String addImages(byte[] json, BatchBuilder rows) {
    String problem = addAll(json, BEFORE, -1, rows);
    return problem == null ? addAll(json, AFTER, 1, rows) : problem;
  }

  /** Appends the same where of the old row only the columns are given that changed. */
  private String addOverlaid(byte[] json, BatchBuilder rows) {
    if (members.isNull(json, AFTER) || members.isNull(json, BEFORE)) {
      return missing(members.isNull(json, AFTER) ? AFTER : BEFORE);
    }
    if (!envelope.hasManyRows()) {
      String problem =
          addOld(
              json,
              members.start(AFTER),
              members.end(AFTER),
              members.start(BEFORE),
              members.end(BEFORE),
              rows);
      return problem == null ? addAll(json, AFTER, 1, rows) : problem;
    }
    String problem = newRows.findElements(json, members.start(AFTER), members.end(AFTER));
    if (problem == null) {
      problem = oldRows.findElements(json, members.start(BEFORE), members.end(BEFORE));
    }
    if (problem == null && newRows.count() != oldRows.count()) {
      return "'data' has " + newRows.count() + " rows, 'old' has " + oldRows.count();
    }
    for (int i = 0; i < newRows.count() && problem == null; i++) {
      int from = newRows.start(i);
      int to = newRows.end(i);
      problem = addOld(json, from, to, oldRows.start(i), oldRows.end(i), rows);
      if (problem == null) {
        problem = add(images, json, from, to, 1, AFTER, rows);
      }
    }
    return problem;
  }

  private String addOld(
      byte[] json, int newFrom, int newTo, int oldFrom, int oldTo, BatchBuilder rows) {
    if (json[newFrom] != '{' || json[oldFrom] != '{') {
      return "'data' and 'old' must hold JSON objects";
    }
    overlaid.clear();
    overlaid.put(json, newFrom, newTo - 1 - newFrom);
    boolean isFirst = JsonText.endsAt(json, newFrom + 1, newTo - 1);
    boolean isLast = JsonText.endsAt(json, oldFrom + 1, oldTo - 1);
    if (!isFirst && !isLast) {
      overlaid.put(',');
    }
    overlaid.put(json, oldFrom + 1, oldTo - oldFrom - 1);
    int length = overlaid.size();
    overlaid.put(ZEROS, 0, PADDING);
    return add(overlays, overlaid.array(), 0, length, -1, BEFORE, rows);
  }

  private String add(
      JsonDecoder decoder,
      byte[] json,
      int from,
      int to,
      int weight,
      int member,
      BatchBuilder rows) {
    String problem = decoder.decode(json, from, to - from, rows);
    if (problem != null) {
      return "'" + envelope.members().get(member) + "': " + problem;
    }
    if (rowCount == weights.length) {
      weights = Arrays.copyOf(weights, 2 * rowCount);
    }
    weights[rowCount++] = weight;
    return null;
  }

  private String missing(int member) {
    String what = "it has no '" + envelope.members().get(member) + "'";
    return member == BEFORE
        ? what + ", so the row that it takes back is not known: " + envelope.beforeAdvice()
        : what;
  }
}
