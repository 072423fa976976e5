package io.rheo.engine.connector.nexmark;

import io.rheo.engine.type.TypeName;
import java.util.List;

/** Bids for auctions. */
final class BidFields {
  private static final long AUCTION = Draws.salt(0x31);
  private static final long BIDDER = Draws.salt(0x32);
  private static final long PRICE = Draws.salt(0x33);
  private static final long CHANNEL = Draws.salt(0x34);
  private static final long EXTRA = Draws.salt(0x35);

  private static final int OTHER_BYTES = 32; // the four numbers: Nexmark does not count the texts
  private static final int HOT_BIDDER_OFFSET = 1; // so that hot bidders are not hot sellers

  private BidFields() {}

  static List<EventField> of(NexmarkConfig config) {
    Ids ids = new Ids(config);
    int bidders = config.hotRatios().bidders();
    int filling = config.sizes().bid() - OTHER_BYTES;
    return List.of(
        new EventField("auction", TypeName.BIGINT, events -> ids.auction(events, AUCTION)),
        new EventField(
            "bidder",
            TypeName.BIGINT,
            events -> ids.person(events, BIDDER, bidders, HOT_BIDDER_OFFSET)),
        new EventField("price", TypeName.BIGINT, events -> Prices.of(events, PRICE)),
        new EventField("channel", TypeName.VARCHAR, events -> UrlPool.channels(events, CHANNEL)),
        new EventField("url", TypeName.VARCHAR, events -> UrlPool.urls(events, CHANNEL)),
        new EventField("dateTime", TypeName.TIMESTAMP, new Times(config)::own),
        new EventField(
            "extra", TypeName.VARCHAR, events -> Letters.filling(events, EXTRA, filling)));
  }
}
