SELECT b.auction, b.price, b.bidder, b."dateTime", b.extra
FROM bid AS b
JOIN (
  SELECT MAX(price) AS price, (epoch_ms("dateTime") // 10000 + 1) * 10000 AS w FROM bid GROUP BY w
) AS m
ON b.price = m.price AND epoch_ms(b."dateTime") BETWEEN m.w - 10000 AND m.w
