SELECT a.id, a.itemName, a.description, a.initialBid, a.reserve, a."dateTime", a.expires, a.seller,
  a.category, a.extra, b.auction, b.bidder, b.price, b."dateTime", b.extra
FROM auction AS a
JOIN bid AS b ON a.id = b.auction AND b."dateTime" BETWEEN a."dateTime" AND a.expires
QUALIFY ROW_NUMBER() OVER (PARTITION BY a.id ORDER BY b.price DESC, b."dateTime", b.seq) = 1
