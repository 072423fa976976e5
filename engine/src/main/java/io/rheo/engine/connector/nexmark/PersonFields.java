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
    int[] starts = new int[events.places()];
    byte[] bytes = new byte[starts.length * CARD_BYTES];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = i * CARD_BYTES;
      writeCard(Draws.mix(Draws.draw(hashes[i], CARD)), bytes, starts[i]);
    }
    return events.texts(bytes, starts, CARD_BYTES);
  }

  /** Sixteen digits, the lowest first, and a space after each four. */
  private static void writeCard(long random, byte[] bytes, int start) {
    long digits = random >>> 1;
    for (int i = start; i < start + CARD_BYTES; i += 5) {
      int four = (int) (digits % 10_000);
      digits /= 10_000;
      int low =
          four % 100; // divisions of int are cheaper, and these two need not wait for each other
      int high = four / 100;
      bytes[i] = (byte) ('0' + low % 10);
      bytes[i + 1] = (byte) ('0' + low / 10);
      bytes[i + 2] = (byte) ('0' + high % 10);
      bytes[i + 3] = (byte) ('0' + high / 10);
      if (i + 4 < start + CARD_BYTES) {
        bytes[i + 4] = ' ';
      }
    }
  }
}
