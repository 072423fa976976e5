package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;

/** People who bid and sell. */
final class PersonFields {
  private static final long NAME = Draws.salt(0x11);
  private static final long EMAIL = Draws.salt(0x12);
  private static final long CARD = Draws.salt(0x13);
  private static final long CITY = Draws.salt(0x14);
  private static final long STATE = Draws.salt(0x15);
  private static final long EXTRA = Draws.salt(0x16);

  private static final List<String> FIRST_NAMES =
      List.of(
          "Peter", "Paul", "Luke", "John", "Saul", "Vicky", "Kate", "Julie", "Sarah", "Deiter",
          "Walter");
  private static final List<String> LAST_NAMES =
      List.of(
          "Shultz", "Abrams", "Spencer", "White", "Bartels", "Walton", "Smith", "Jones", "Noris");
  private static final TextPool NAMES = new TextPool(names());
  private static final TextPool CITIES =
      new TextPool(
          List.of(
              "Phoenix",
              "Los Angeles",
              "San Francisco",
              "Boise",
              "Portland",
              "Bend",
              "Redmond",
              "Seattle",
              "Kent",
              "Cheyenne"));
  private static final TextPool STATES = new TextPool(List.of("AZ", "CA", "ID", "OR", "WA", "WY"));
  private static final TextPool EMAILS = new TextPool(emails());
  private static final int EMAIL_COUNT = 4096;
  private static final int CARD_BYTES = 19; // four groups of four digits, and spaces
  private static final int OTHER_BYTES = 60; // what the other members have on average

  private PersonFields() {}

  static List<EventField> of(NexmarkConfig config) {
    Ids ids = new Ids(config);
    int filling = config.sizes().person() - OTHER_BYTES;
    return List.of(
        new EventField("id", TypeName.BIGINT, events -> ids.own(events, EventKind.PERSON)),
        new EventField("name", TypeName.VARCHAR, events -> NAMES.any(events, NAME)),
        new EventField("emailAddress", TypeName.VARCHAR, events -> EMAILS.any(events, EMAIL)),
        new EventField("creditCard", TypeName.VARCHAR, PersonFields::cards),
        new EventField("city", TypeName.VARCHAR, events -> CITIES.any(events, CITY)),
        new EventField("state", TypeName.VARCHAR, events -> STATES.any(events, STATE)),
        new EventField("dateTime", TypeName.TIMESTAMP, new Times(config)::own),
        new EventField(
            "extra", TypeName.VARCHAR, events -> Letters.filling(events, EXTRA, filling)));
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String first : FIRST_NAMES) {
      for (String last : LAST_NAMES) {
        names.add(first + " " + last);
      }
    }
    return names;
  }

  private static List<String> emails() {
    Draws.Sequence draws = new Draws.Sequence(3);
    List<String> emails = new ArrayList<>();
    for (int i = 0; i < EMAIL_COUNT; i++) {
      emails.add(
          UrlPool.word(draws, 3 + draws.next(4))
              + "@"
              + UrlPool.word(draws, 3 + draws.next(2))
              + ".com");
    }
    return emails;
  }

  private static BytesColumn cards(EventRows events) {
    long[] hashes = events.hashes();
    byte[] bytes = new byte[events.count() * CARD_BYTES];
    int[] starts = new int[events.rowCount()];
    int[] lengths = new int[starts.length];
    int next = 0;
    for (int run = 0; run < events.runCount(); run++) {
      int end = events.end(run);
      for (int row = events.start(run); row < end; row++) {
        starts[row] = next;
        lengths[row] = CARD_BYTES;
        writeCard(Draws.mix(Draws.draw(hashes[row], CARD)), bytes, next);
        next += CARD_BYTES;
      }
    }
    return new BytesColumn(bytes, starts, lengths, events.validity());
  }

  private static void writeCard(long random, byte[] bytes, int start) {
    long digits = random >>> 1;
    for (int i = 0; i < CARD_BYTES; i++) {
      if (i % 5 == 4) {
        bytes[start + i] = ' ';
      } else {
        bytes[start + i] = (byte) ('0' + digits % 10);
        digits /= 10;
      }
    }
  }
}
