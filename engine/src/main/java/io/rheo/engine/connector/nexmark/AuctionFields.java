package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.LongColumn;
import io.rheo.engine.type.TypeName;
import java.util.List;

/** Auctions of items. */
final class AuctionFields {
  private static final long NAME = Draws.salt(0x21);
  private static final long DESCRIPTION = Draws.salt(0x22);
  private static final long INITIAL_BID = Draws.salt(0x23);
  private static final long RESERVE = Draws.salt(0x24);
  private static final long EXPIRES = Draws.salt(0x25);
  private static final long SELLER = Draws.salt(0x26);
  private static final long CATEGORY = Draws.salt(0x27);
  private static final long EXTRA = Draws.salt(0x28);

  private static final int NAME_LETTERS = 20;
  private static final int DESCRIPTION_LETTERS = 100;
  private static final int OTHER_BYTES = 108; // what the other members have on average
  private static final int FIRST_CATEGORY = 10;
  private static final int CATEGORIES = 5;

  private AuctionFields() {}

  static List<EventField> of(NexmarkConfig config) {
    Ids ids = new Ids(config);
    Times times = new Times(config);
    int sellers = config.hotRatios().sellers();
    int filling = config.sizes().auction() - OTHER_BYTES;
    return List.of(
        new EventField("id", TypeName.BIGINT, events -> ids.own(events, EventKind.AUCTION)),
        text("itemName", events -> Letters.words(events, NAME, NAME_LETTERS)),
        text("description", events -> Letters.words(events, DESCRIPTION, DESCRIPTION_LETTERS)),
        new EventField("initialBid", TypeName.BIGINT, events -> Prices.of(events, INITIAL_BID)),
        new EventField(
            "reserve", TypeName.BIGINT, events -> Prices.sum(events, INITIAL_BID, RESERVE)),
        new EventField("dateTime", TypeName.TIMESTAMP, times::own),
        new EventField("expires", TypeName.TIMESTAMP, events -> times.expiry(events, EXPIRES)),
        new EventField("seller", TypeName.BIGINT, events -> ids.person(events, SELLER, sellers, 0)),
        new EventField("category", TypeName.BIGINT, AuctionFields::category),
        text("extra", events -> Letters.filling(events, EXTRA, filling)));
  }

  private static EventField text(String name, EventField.Maker maker) {
    return new EventField(name, TypeName.VARCHAR, maker);
  }

  private static LongColumn category(EventRows events) {
    long[] hashes = events.hashes();
    long[] values = new long[events.places()];
    for (int i = 0; i < values.length; i++) {
      values[i] = FIRST_CATEGORY + Draws.upper(Draws.draw(hashes[i], CATEGORY), CATEGORIES);
    }
    return events.longs(values);
  }
}
